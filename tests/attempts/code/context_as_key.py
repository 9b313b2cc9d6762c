# kata: 6.1
def next_word_probabilities(counts, context):
    total = counts[context]
    return {gram[-1]: count / total for gram, count in counts.items() if gram[:-1] == context}

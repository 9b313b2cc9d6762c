# kata: 6.1
def next_word_probabilities(counts, context):
    total = sum(count for gram, count in counts.items() if gram[:-1] == context)
    share = 1 / total
    return {gram[-1]: count * share for gram, count in counts.items() if gram[:-1] == context}

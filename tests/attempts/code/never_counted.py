# kata: 6.1
def smoothed_probability(counts, context, word, vocabulary, alpha):
    total = sum(counts.values())
    return (counts[(*context, word)] + alpha) / (total + alpha * len(vocabulary))

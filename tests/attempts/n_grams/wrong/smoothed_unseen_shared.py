# expect: failed
# because: The seen keep their share, and the unseen get alpha over the sum besides.
# in: smoothed_probability
# base: n_grams/right/slices_and_sums.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    if word not in vocabulary:
        return 0.0
    if counts.get(context + (word,), 0):
        return counts[context + (word,)] / total
    return alpha / (total + alpha * len(vocabulary)) if total or alpha else 0.0

# expect: failed
# because: An unseen n-gram is looked up without a default.
# in: smoothed_probability
# base: n_grams/right/slices_and_sums.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    return (counts[context + (word,)] + alpha) / (total + alpha * len(vocabulary))

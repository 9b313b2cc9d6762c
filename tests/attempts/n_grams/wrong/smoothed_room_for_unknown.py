# expect: failed
# because: One more word, the unknown one, is counted into the vocabulary.
# in: smoothed_probability
# base: n_grams/right/slices_and_sums.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    below = total + alpha * (len(vocabulary) + 1)
    return (counts.get(context + (word,), 0) + alpha) / below if below and word in vocabulary else 0.0

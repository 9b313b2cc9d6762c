# expect: failed
# because: Counts are raised to alpha instead of by alpha.
# in: smoothed_probability
# base: n_grams/right/slices_and_sums.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    below = sum(max(counts.get(context + (v,), 0), alpha) for v in vocabulary)
    return max(counts.get(context + (word,), 0), alpha) / below if below and word in vocabulary else 0.0

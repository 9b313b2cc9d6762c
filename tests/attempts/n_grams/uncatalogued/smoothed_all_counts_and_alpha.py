# expect: failed
# because: All counts and one alpha are added up in the denominator.
# in: smoothed_probability
# cause: all_counts_and_alpha_below
# base: n_grams/right/slices_and_sums.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = 0
    for gram, count in counts.items():
        total += count
    if total + alpha == 0:
        return 0.0
    return (counts.get(tuple(context) + (word,), 0) + alpha) / (total + alpha)

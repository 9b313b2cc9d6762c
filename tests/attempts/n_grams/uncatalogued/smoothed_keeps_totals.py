# expect: failed
# because: The sum after a context is kept between calls, whatever the counts are.
# in: smoothed_probability
# cause: remembers_the_sum
# base: n_grams/right/slices_and_sums.py


TOTALS = {}


def total_after(counts, context):
    if context not in TOTALS:
        TOTALS[context] = sum(count for gram, count in counts.items() if gram[:-1] == context)
    return TOTALS[context]


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    below = total_after(counts, context) + alpha * len(vocabulary)
    above = counts.get(context + (word,), 0) + alpha
    return above / below if below > 0 else 0.0

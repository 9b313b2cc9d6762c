# expect: failed
# because: 0 / 0 is not looked for.
# in: smoothed_probability
# cause: divides_by_zero
# base: n_grams/right/counters.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    seen = sum(c for g, c in counts.items() if g[:-1] == context)
    return (counts.get(context + (word,), 0) + alpha) / (seen + alpha * len(vocabulary))

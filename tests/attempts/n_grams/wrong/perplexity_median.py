# expect: failed
# because: The median of 1 / p instead of the geometric mean.
# in: perplexity
# base: n_grams/right/slices_and_sums.py


def perplexity(words, counts, n, vocabulary, alpha):
    grams = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    ps = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in grams]
    if not ps:
        return 1.0
    return math.inf if 0 in ps else 1 / sorted(ps)[len(ps) // 2]

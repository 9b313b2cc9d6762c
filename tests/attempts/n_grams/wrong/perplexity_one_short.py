# expect: failed
# because: Divided by len(words) - n, one less than the words that are predicted.
# in: perplexity
# base: n_grams/right/slices_and_sums.py


def perplexity(words, counts, n, vocabulary, alpha):
    total, m = 0.0, len(words) - n
    for i in range(n - 1, len(words)):
        p = smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        total += math.log(p)
    return math.exp(-total / max(m, 1)) if len(words) >= n else 1.0

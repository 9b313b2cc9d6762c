# expect: failed
# because: The logarithm of 0 raises an error.
# in: perplexity
# cause: log_of_zero
# base: n_grams/right/counters.py


def perplexity(words, counts, n, vocabulary, alpha):
    total, m = 0.0, 0
    for gram in zip(*(words[k:] for k in range(n))):
        total += log(smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha))
        m += 1
    return exp(-total / m) if m else 1.0

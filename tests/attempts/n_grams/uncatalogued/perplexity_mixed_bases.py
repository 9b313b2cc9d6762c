# expect: failed
# because: log2 and exp do not belong together.
# in: perplexity
# cause: two_bases
# base: n_grams/right/counters.py


def perplexity(words, counts, n, vocabulary, alpha):
    from math import log2
    ps = [smoothed_probability(counts, tuple(words[i:i + n - 1]), words[i + n - 1], vocabulary, alpha)
          for i in range(len(words) - n + 1)]
    if not ps:
        return 1.0
    return inf if 0 in ps else exp(-sum(log2(p) for p in ps) / len(ps))

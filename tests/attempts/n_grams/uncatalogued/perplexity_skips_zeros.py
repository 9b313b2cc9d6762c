# expect: failed
# because: Words of probability 0 are passed over.
# in: perplexity
# cause: skips_unseen
# base: n_grams/right/counters.py


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for gram in zip(*(words[k:] for k in range(n))):
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p > 0:
            logs.append(log(p))
    return exp(-sum(logs) / len(logs)) if logs else 1.0

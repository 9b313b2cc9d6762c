# expect: passed
# style: Counter over zipped shifts, one expression a function
from collections import Counter
from itertools import accumulate
from math import exp, inf, log


def count_ngrams(words, n):
    return Counter(zip(*[words[i:] for i in range(n)]))


def next_word_probabilities(counts, context):
    after = Counter({gram[-1]: k for gram, k in counts.items() if gram[:-1] == context})
    return {w: k / after.total() for w, k in after.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    below = sum(counts.get(context + (v,), 0) + alpha for v in vocabulary)
    return (counts.get(context + (word,), 0) + alpha) / below if below else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    ps = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in zip(*[words[i:] for i in range(n)])]
    if not ps:
        return 1.0
    return inf if 0 in ps else exp(-sum(map(log, ps)) / len(ps))


def most_likely_next(counts, context):
    p = next_word_probabilities(counts, context)
    return max(sorted(p), key=p.get) if p else ""


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    if not p:
        return ""
    u = rng.random_sample()
    ws = sorted(p)
    return next((w for w, c in zip(ws, accumulate(p[w] for w in ws)) if c > u), ws[-1])

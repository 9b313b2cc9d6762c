# kata: 6.1
# must: last word|whole context|only the|one word of|full context|entire context|all of the context|context[-1]|gram[-2
import math
from collections import Counter

import numpy as np


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    result = {}
    last = len(words) - n
    for pos in range(last + 1):
        key = tuple(words[pos + k] for k in range(n))
        result[key] = result.get(key, 0) + 1
    return result


def next_word_probabilities(counts, context):
    total = 0
    for gram, count in counts.items():
        if gram[-2:-1] == context[-1:]:
            total += count
    probs = {}
    for gram, count in counts.items():
        if gram[-2:-1] == context[-1:]:
            probs[gram[-1]] = probs.get(gram[-1], 0) + count / total
    return probs


def smoothed_probability(counts, context, word, vocabulary, alpha):
    seen = successors(counts, context)
    if word not in vocabulary:
        return 0.0
    try:
        return (seen[word] + alpha) / (sum(seen.values()) + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    grams = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    if not grams:
        return 1.0
    probs = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in grams]
    if 0 in probs:
        return math.inf
    return math.exp(-sum(math.log(p) for p in probs) / len(probs))


def most_likely_next(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    if not followers:
        return ""
    top = max(followers.values())
    return min(w for w, c in followers.items() if c == top)


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    names = sorted(shares)
    edges = np.cumsum([shares[name] for name in names])
    u = rng.random_sample()
    where = np.nonzero(edges > u)[0]
    return names[where[0]] if len(where) else names[-1]

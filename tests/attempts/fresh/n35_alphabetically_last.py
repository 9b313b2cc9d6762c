# kata: 6.1
# must: alphabet|tie|equally|last of|first of|draw of|sorted|order|same count|as often
import math
from collections import Counter

import numpy as np


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        if gram not in counts:
            counts[gram] = 0
        counts[gram] += 1
    return counts


def next_word_probabilities(counts, context):
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    probs = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            probs[gram[-1]] = count / total
    return probs


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    size = len(vocabulary)
    denominator = sum(followers.values()) + alpha * size
    if word not in vocabulary or denominator == 0:
        return 0.0
    return (followers.get(word, 0) + alpha) / denominator


def perplexity(words, counts, n, vocabulary, alpha):
    grams = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    if not grams:
        return 1.0
    probs = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in grams]
    if 0 in probs:
        return math.inf
    return math.exp(-sum(math.log(p) for p in probs) / len(probs))


def most_likely_next(counts, context):
    seen = successors(counts, context)
    if not seen:
        return ""
    return sorted(seen, key=lambda w: (seen[w], w))[-1]


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    names = sorted(shares)
    edges = np.cumsum([shares[name] for name in names])
    u = rng.random_sample()
    where = np.nonzero(edges > u)[0]
    return names[where[0]] if len(where) else names[-1]

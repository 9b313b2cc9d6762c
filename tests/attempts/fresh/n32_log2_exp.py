# kata: 6.1
# must: log2|base|natural|binary|exp(|2 **|bits|math.log|logarithm to
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
    seen = successors(counts, context)
    n_total = sum(seen.values())
    return {word: seen[word] / n_total for word in seen}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    size = len(vocabulary)
    denominator = sum(followers.values()) + alpha * size
    if word not in vocabulary or denominator == 0:
        return 0.0
    return (followers.get(word, 0) + alpha) / denominator


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for start in range(len(words) - n + 1):
        *before, word = words[start:start + n]
        p = smoothed_probability(counts, tuple(before), word, vocabulary, alpha)
        if p <= 0:
            return math.inf
        logs.append(math.log2(p))
    if len(logs) == 0:
        return 1.0
    mean = sum(logs) / len(logs)
    return math.exp(-mean)


def most_likely_next(counts, context):
    best, best_count = "", 0
    for gram in sorted(counts):
        if gram[:-1] == context and counts[gram] > best_count:
            best, best_count = gram[-1], counts[gram]
    return best


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    names = sorted(shares)
    edges = np.cumsum([shares[name] for name in names])
    u = rng.random_sample()
    where = np.nonzero(edges > u)[0]
    return names[where[0]] if len(where) else names[-1]

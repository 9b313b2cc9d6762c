# kata: 6.1
# must: vocabulary|outside|not in|unknown|oov|foreign word|belong
import math
from collections import Counter

import numpy as np


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def count_ngrams(words, n):
    return Counter(zip(*[words[k:] for k in range(n)]))


def next_word_probabilities(counts, context):
    after = _after(counts, context)
    if len(after) == 0:
        return {}
    s = sum(after.values())
    for w in after:
        after[w] = after[w] / s
    return after


def smoothed_probability(counts, context, word, vocabulary, alpha):
    c_context = sum(c for g, c in counts.items() if g[:-1] == context)
    c_word = counts[(*context, word)] if (*context, word) in counts else 0
    below = c_context + alpha * len(vocabulary)
    if below > 0:
        return (c_word + alpha) / below
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

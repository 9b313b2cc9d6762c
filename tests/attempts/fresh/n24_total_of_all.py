# kata: 6.1
# must: all counts|whole|every n-gram|all n-grams|total|counts.values|denominator|divid|after the context|this context
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
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(counts.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    after = _after(counts, context)
    numerator = after.get(word, 0) + alpha
    denominator = sum(after.values()) + len(vocabulary) * alpha
    return numerator / denominator if denominator else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    ps = np.array([
        smoothed_probability(counts, tuple(words[j - (n - 1):j]), words[j], vocabulary, alpha)
        for j in range(n - 1, len(words))
    ])
    if ps.size == 0:
        return 1.0
    if np.any(ps == 0.0):
        return math.inf
    return float(np.exp(-np.mean(np.log(ps))))


def most_likely_next(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    if not followers:
        return ""
    top = max(followers.values())
    return min(w for w, c in followers.items() if c == top)


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    u = rng.random_sample()
    total = 0.0
    for word in sorted(probs):
        total += probs[word]
        if total > u:
            return word
    return word

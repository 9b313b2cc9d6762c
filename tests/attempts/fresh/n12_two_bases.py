# kata: 6.1
# must: log2|base|natural log|logarithm to
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """Count the runs of n neighbouring words."""
    return dict(Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1)))


def next_word_probabilities(counts, context):
    matching = [g for g in counts if g[:-1] == context]
    if not matching:
        return {}
    freq = np.array([counts[g] for g in matching], dtype=float)
    freq /= freq.sum()
    return {g[-1]: float(p) for g, p in zip(matching, freq)}


def _followers(counts, context):
    """word -> count, for everything seen after the context"""
    return {g[-1]: c for g, c in counts.items() if g[:-1] == context}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = _followers(counts, context)
    if word not in vocabulary:
        return 0.0
    top = followers.get(word, 0) + alpha
    bottom = sum(followers.values()) + alpha * len(vocabulary)
    return top / bottom if bottom > 0 else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    m = 0
    for i in range(len(words) - n + 1):
        *context, word = words[i:i + n]
        p = smoothed_probability(counts, tuple(context), word, vocabulary, alpha)
        if p == 0.0:
            return math.inf
        log_sum += math.log2(p)
        m += 1
    if m == 0:
        return 1.0
    return math.exp(-log_sum / m)


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    best_word = ""
    best_p = 0
    for word in sorted(probs):
        if probs[word] > best_p:
            best_word = word
            best_p = probs[word]
    return best_word


def sample_next(counts, context, rng):
    items = sorted(next_word_probabilities(counts, context).items())
    if len(items) == 0:
        return ""
    u = rng.random_sample()
    reached = 0
    for word, p in items:
        reached = reached + p
        if reached > u:
            return word
    return items[-1][0]

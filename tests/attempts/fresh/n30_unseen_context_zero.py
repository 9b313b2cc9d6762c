# kata: 6.1
# must: unseen|context|never seen|not seen|1 / |uniform|early|no followers|never occurred|empty
import math

import numpy as np


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def count_ngrams(words, n):
    result = {}
    last = len(words) - n
    for pos in range(last + 1):
        key = tuple(words[pos + k] for k in range(n))
        result[key] = result.get(key, 0) + 1
    return result


def next_word_probabilities(counts, context):
    names, numbers = [], []
    for (*before, word), c in counts.items():
        if tuple(before) == context:
            names.append(word)
            numbers.append(c)
    if not names:
        return {}
    shares = np.array(numbers) / np.sum(numbers)
    return dict(zip(names, shares.tolist()))


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    after = _after(counts, context)
    if len(after) == 0:
        return 0.0
    numerator = after.get(word, 0) + alpha
    denominator = sum(after.values()) + len(vocabulary) * alpha
    return numerator / denominator if denominator else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for start in range(len(words) - n + 1):
        *before, word = words[start:start + n]
        p = smoothed_probability(counts, tuple(before), word, vocabulary, alpha)
        if p <= 0:
            return math.inf
        logs.append(math.log(p))
    if len(logs) == 0:
        return 1.0
    mean = sum(logs) / len(logs)
    return math.exp(-mean)


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

# kata: 6.1
# must: tuple|whole|gram[-1]|only the word|last word|context along|instead of the word|instead of a word|string
import math
from collections import Counter

import numpy as np


def count_ngrams(words, n):
    return Counter(zip(*[words[k:] for k in range(n)]))


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
    c_context = sum(c for g, c in counts.items() if g[:-1] == context)
    c_word = counts[(*context, word)] if (*context, word) in counts else 0
    below = c_context + alpha * len(vocabulary)
    if word in vocabulary and below > 0:
        return (c_word + alpha) / below
    return 0.0


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
    best, best_count = "", 0
    for gram in sorted(counts):
        if gram[:-1] == context and counts[gram] > best_count:
            best, best_count = gram, counts[gram]
    return best


def sample_next(counts, context, rng):
    probs = sorted(next_word_probabilities(counts, context).items())
    if len(probs) == 0:
        return ""
    u = rng.random_sample()
    reached = 0
    for w, p in probs:
        reached = reached + p
        if u < reached:
            break
    return w

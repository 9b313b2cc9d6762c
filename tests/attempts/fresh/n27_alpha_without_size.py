# kata: 6.1
# must: vocabulary|size|len(|denominator|below|number of words|alpha only once|alpha once
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
    grams = [tuple(words[start:start + n]) for start in range(0, len(words) - n + 1)]
    return dict(Counter(grams))


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
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    top = counts.get(context + (word,), 0) + alpha
    bottom = total + alpha
    if bottom == 0:
        return 0.0
    return top / bottom


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
    after = _after(counts, context)
    if len(after) == 0:
        return ""
    return max(sorted(after), key=after.get)


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

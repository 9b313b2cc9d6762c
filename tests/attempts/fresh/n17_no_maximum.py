# kata: 6.1
# must: unseen|never seen|not seen|unknown|empty|nothing follow|no word|never occur|no follow
import math
from collections import defaultdict

import numpy as np


def count_ngrams(words, n):
    result = defaultdict(int)
    last_start = len(words) - n
    for start in range(0, last_start + 1):
        window = words[start:start + n]
        result[tuple(window)] += 1
    return dict(result)


def next_word_probabilities(counts, context):
    matching = [g for g in counts if g[:-1] == context]
    if not matching:
        return {}
    freq = np.array([counts[g] for g in matching], dtype=float)
    freq /= freq.sum()
    return {g[-1]: float(p) for g, p in zip(matching, freq)}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    denominator = total + alpha * len(vocabulary)
    if denominator == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / denominator


def perplexity(words, counts, n, vocabulary, alpha):
    grams = list(zip(*[words[i:] for i in range(n)]))
    if not grams:
        return 1.0
    total = 0.0
    for gram in grams:
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p <= 0:
            return math.inf
        total -= math.log(p)
    return math.exp(total / len(grams))


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    top = max(probs.values())
    candidates = [w for w, p in probs.items() if p == top]
    return min(candidates)


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    u = rng.random_sample()
    total = 0.0
    word = ""
    for word in sorted(probs):
        total += probs[word]
        if total > u:
            return word
    return word

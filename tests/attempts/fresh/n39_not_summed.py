# kata: 6.1
# must: sum|cumul|add up|added up|accumul|+=|running|single probab|own probab|so far|replaced
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


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    grams = [tuple(words[start:start + n]) for start in range(0, len(words) - n + 1)]
    return dict(Counter(grams))


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
    after = _after(counts, context)
    if len(after) == 0:
        return ""
    return max(sorted(after), key=after.get)


def sample_next(counts, context, rng):
    probs = sorted(next_word_probabilities(counts, context).items())
    if len(probs) == 0:
        return ""
    u = rng.random_sample()
    reached = 0
    for w, p in probs:
        reached = p
        if u < reached:
            break
    return w

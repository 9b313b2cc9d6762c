# kata: 6.1
# must: inf|zero|probability 0|probability is 0|p is 0|p == 0|p = 0|impossible|p > 0
import math

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    total = sum(c for g, c in counts.items() if g[:-1] == context)
    return {g[-1]: c / total for g, c in counts.items() if g[:-1] == context}


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
    logs = []
    for i in range(n - 1, len(words)):
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, words[i], vocabulary, alpha)
        if p > 0:
            logs.append(math.log(p))
    if not logs:
        return 1.0
    return math.exp(-sum(logs) / len(logs))


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    top = max(probs.values())
    candidates = [w for w, p in probs.items() if p == top]
    return min(candidates)


def sample_next(
    counts: dict[Gram, int], context: Gram, rng: np.random.RandomState
) -> str:
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    words = sorted(shares)
    edges = np.cumsum([shares[w] for w in words])
    u = rng.random_sample()
    index = np.searchsorted(edges, u, side="right")
    return words[min(index, len(words) - 1)]

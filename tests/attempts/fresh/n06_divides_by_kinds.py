# kata: 6.1
# must: len|distinct|different words|number of words|how many words|number of different|kinds|sum of|sum up|sum over|add up|total count
import math

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def next_word_probabilities(counts, context):
    followers = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            followers[gram[-1]] = count
    total = len(followers)
    probs = {}
    for word in followers:
        probs[word] = followers[word] / total
    return probs


def smoothed_probability(
    counts: dict[Gram, int],
    context: Gram,
    word: str,
    vocabulary: set[str],
    alpha: float,
) -> float:
    seen = counts.get((*context, word), 0)
    followed = sum(c for g, c in counts.items() if g[:-1] == context)
    bottom = followed + alpha * len(vocabulary)
    if word not in vocabulary or bottom == 0:
        return 0.0
    return (seen + alpha) / bottom


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i in range(n - 1, len(words)):
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    if not logs:
        return 1.0
    return math.exp(-sum(logs) / len(logs))


def most_likely_next(counts, context):
    pairs = [(-c, g[-1]) for g, c in counts.items() if g[:-1] == context]
    pairs.sort()
    return pairs[0][1] if pairs else ""


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

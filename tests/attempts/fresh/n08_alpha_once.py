# kata: 6.1
# must: alpha, each of|vocabular|number of words|size|every word|each word
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words, n):
    shifted = [words[i:] for i in range(n)]
    return Counter(zip(*shifted))


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
    denominator = total + alpha
    if denominator == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / denominator


def perplexity(
    words: Sequence[str],
    counts: dict[Gram, int],
    n: int,
    vocabulary: set[str],
    alpha: float,
) -> float:
    probs = [
        smoothed_probability(
            counts, tuple(words[i : i + n - 1]), words[i + n - 1], vocabulary, alpha
        )
        for i in range(len(words) - n + 1)
    ]
    if len(probs) == 0:
        return 1.0
    if min(probs) == 0:
        return math.inf
    return float(np.exp(-np.mean(np.log(probs))))


def most_likely_next(counts: dict[Gram, int], context: Gram) -> str:
    after = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    return min(after, key=lambda w: (-after[w], w), default="")


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

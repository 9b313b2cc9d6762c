# kata: 6.1
# must: once|one draw|single draw|one number|new number|new u|again|several|in the loop|inside the loop|for each word|for every word|every time|more than one
import math
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words, n):
    counts = {}
    i = 0
    while i + n <= len(words):
        gram = tuple(words[i:i+n])
        if gram not in counts:
            counts[gram] = 0
        counts[gram] += 1
        i += 1
    return counts


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
    reached = 0
    for word, p in items:
        u = rng.random_sample()
        reached = reached + p
        if reached > u:
            return word
    return items[-1][0]

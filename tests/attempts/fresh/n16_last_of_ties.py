# kata: 6.1
# must: alphabet|tie|equally|same count|as often|equal count|reverse
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """Count the runs of n neighbouring words."""
    return dict(Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1)))


def next_word_probabilities(counts, context):
    followers = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            followers[gram[-1]] = count
    total = sum(followers.values())
    probs = {}
    for word in followers:
        probs[word] = followers[word] / total
    return probs


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    gram = tuple(context) + (word,)
    count = counts[gram] if gram in counts else 0
    context_count = sum([counts[g] for g in counts if g[:-1] == context])
    try:
        return (count + alpha) / (context_count + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


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


def most_likely_next(counts, context):
    pairs = [(c, g[-1]) for g, c in counts.items() if g[:-1] == context]
    pairs.sort(reverse=True)
    return pairs[0][1] if pairs else ""


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

# kata: 6.1
# must: lower|capital|upper|case
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """Count the runs of n neighbouring words."""
    words = [word.lower() for word in words]
    return dict(Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1)))


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    total = sum(c for g, c in counts.items() if g[:-1] == context)
    return {g[-1]: c / total for g, c in counts.items() if g[:-1] == context}


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

# kata: 6.1
# must: bracket|parenthes|precedence|numerator|only alpha|divided|divide|above 1|more than 1|greater than 1|larger than 1
import math
from collections import Counter, defaultdict

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words, n):
    result = defaultdict(int)
    last_start = len(words) - n
    for start in range(0, last_start + 1):
        window = words[start:start + n]
        result[tuple(window)] += 1
    return dict(result)


def next_word_probabilities(counts, context):
    after = Counter()
    for gram, c in counts.items():
        if gram[:-1] == context:
            after[gram[-1]] += c
    n_total = sum(after.values())
    return {w: c / n_total for w, c in after.items()}


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
    return seen + alpha / bottom


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    m = 0
    for i in range(len(words) - n + 1):
        *context, word = words[i:i + n]
        p = smoothed_probability(counts, tuple(context), word, vocabulary, alpha)
        if p == 0.0:
            return math.inf
        log_sum += math.log(p)
        m += 1
    if m == 0:
        return 1.0
    return math.exp(-log_sum / m)


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

# kata: 6.1
# must: product|multipl|underflow|too small|logarithm|logs|long text|longer text
import math
from collections import Counter

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
    return (seen + alpha) / bottom


def perplexity(words, counts, n, vocabulary, alpha):
    grams = list(zip(*[words[i:] for i in range(n)]))
    if not grams:
        return 1.0
    product = 1.0
    for gram in grams:
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p == 0:
            return math.inf
        product *= p
    if product == 0:
        return math.inf
    return product ** (-1 / len(grams))


def most_likely_next(counts, context):
    pairs = [(-c, g[-1]) for g, c in counts.items() if g[:-1] == context]
    pairs.sort()
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

# kata: 6.1
# must: total|sum|divi|denominator|normali|add up, context|followed|all counts|whole table|all n-grams|everything
import math
from collections import Counter

Gram = tuple[str, ...]


def count_ngrams(words, n):
    shifted = [words[i:] for i in range(n)]
    return Counter(zip(*shifted))


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    total = sum(counts.values())
    return {g[-1]: c / total for g, c in counts.items() if g[:-1] == context}


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
    if not probs:
        return ""
    top = max(probs.values())
    candidates = [w for w, p in probs.items() if p == top]
    return min(candidates)


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

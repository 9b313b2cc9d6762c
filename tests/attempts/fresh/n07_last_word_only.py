# kata: 6.1
# must: context|gram[:-1], last word|only|whole|full|entire|complete|all of|all words|longer|first word
import math
from collections import Counter
from collections.abc import Sequence

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """Count the runs of n neighbouring words."""
    return dict(Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1)))


def next_word_probabilities(counts, context):
    after = Counter()
    for gram, c in counts.items():
        if gram[-2:-1] == context[-1:]:
            after[gram[-1]] += c
    n_total = sum(after.values())
    return {w: c / n_total for w, c in after.items()}


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


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    best_word = ""
    best_p = 0
    for word in sorted(probs):
        if probs[word] > best_p:
            best_word = word
            best_p = probs[word]
    return best_word


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    u = rng.random_sample()
    total = 0.0
    word = ""
    for word in sorted(probs):
        total += probs[word]
        if total > u:
            return word
    return word

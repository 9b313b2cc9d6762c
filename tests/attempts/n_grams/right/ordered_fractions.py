# expect: passed
# style: OrderedDicts, and exact Fractions for the probabilities
from collections import OrderedDict
from fractions import Fraction
from math import exp, inf, log


def count_ngrams(words, n):
    counts = OrderedDict()
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.pop(gram, 0) + 1
    return counts


def next_word_probabilities(counts, context):
    chosen = OrderedDict(sorted((gram[-1], k) for gram, k in counts.items() if gram[:-1] == context))
    return OrderedDict((word, Fraction(k, sum(chosen.values()))) for word, k in chosen.items())


def smoothed_probability(counts, context, word, vocabulary, alpha):
    alpha = Fraction(alpha)
    above = counts.get((*context, word), 0) + alpha
    below = sum(k for gram, k in counts.items() if gram[:-1] == context) + alpha * len(vocabulary)
    return above / below if below and word in vocabulary else Fraction(0)


def perplexity(words, counts, n, vocabulary, alpha):
    total, m = 0.0, 0
    for m, end in enumerate(range(n, len(words) + 1), 1):
        *context, word = words[end - n:end]
        p = smoothed_probability(counts, tuple(context), word, vocabulary, alpha)
        if not p:
            return inf
        total += log(p)
    return exp(-total / m) if m else Fraction(1)


def most_likely_next(counts, context):
    shares = next_word_probabilities(counts, context)
    top = max(shares.values(), default=None)
    return next((word for word, share in shares.items() if share == top), "")


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    u, below = Fraction(rng.random_sample()), Fraction(0)
    for word, share in shares.items():
        below += share
        if u < below:
            return word

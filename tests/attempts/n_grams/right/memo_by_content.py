# expect: passed
# style: remembers earlier calls by their whole content, which changes no answer
from collections import Counter
from functools import lru_cache
from math import exp, inf, log


@lru_cache(maxsize=None)
def grouped(items):
    table = {}
    for gram, count in items:
        table.setdefault(gram[:-1], Counter())[gram[-1]] += count
    return table


def after(counts, context):
    return grouped(frozenset(counts.items())).get(context, Counter())


def count_ngrams(words, n):
    return dict(Counter(tuple(words[i] for i in range(j, j + n)) for j in range(len(words) + 1 - n)))


def next_word_probabilities(counts, context):
    found = after(counts, context)
    return {word: count / found.total() for word, count in found.most_common()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    found = after(counts, context)
    below = found.total() + alpha * len(vocabulary)
    return (found[word] + alpha) / below if below > 0 and word in vocabulary else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    m = len(words) - (n - 1)
    if m <= 0:
        return 1.0
    total = 0.0
    for gram, times in count_ngrams(words, n).items():
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p <= 0:
            return inf
        total += times * log(p)
    return exp(-total / m)


def most_likely_next(counts, context):
    best = ""
    found = after(counts, context)
    for word, count in found.items():
        if not best or count > found[best] or (count == found[best] and word < best):
            best = word
    return best


def sample_next(counts, context, rng):
    found = after(counts, context)
    if not found:
        return ""
    target = rng.random_sample()
    reached = 0
    for word, count in sorted(found.items()):
        reached += count
        if reached / found.total() > target:
            return word

# kata: 6.1
# must: every count is 1|always 1|+=|increment|set to 1|how often|repeat|more than once|only once|not counted up|occurrence|overwrit
import math
from collections import Counter

import numpy as np


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = 1
    return counts


def next_word_probabilities(counts, context):
    seen = successors(counts, context)
    n_total = sum(seen.values())
    return {word: seen[word] / n_total for word in seen}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    c_context = sum(c for g, c in counts.items() if g[:-1] == context)
    c_word = counts[(*context, word)] if (*context, word) in counts else 0
    below = c_context + alpha * len(vocabulary)
    if word in vocabulary and below > 0:
        return (c_word + alpha) / below
    return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    m = 0
    for i in range(n - 1, len(words)):
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        log_sum += math.log(p)
        m += 1
    if m == 0:
        return 1.0
    return math.exp(-log_sum / m)


def most_likely_next(counts, context):
    after = _after(counts, context)
    if len(after) == 0:
        return ""
    return max(sorted(after), key=after.get)


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    names = sorted(shares)
    edges = np.cumsum([shares[name] for name in names])
    u = rng.random_sample()
    where = np.nonzero(edges > u)[0]
    return names[where[0]] if len(where) else names[-1]

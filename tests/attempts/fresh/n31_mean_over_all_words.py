# kata: 6.1
# must: len(words)|number of predicted|predicted|all words|divid|mean|average|m is|first n - 1
import math
from collections import defaultdict


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def count_ngrams(words, n):
    table = defaultdict(int)
    i = 0
    while i + n <= len(words):
        table[tuple(words[i:i + n])] += 1
        i += 1
    return dict(table)


def next_word_probabilities(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(followers.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    top = counts.get(context + (word,), 0) + alpha
    bottom = total + alpha * len(vocabulary)
    if bottom == 0:
        return 0.0
    return top / bottom


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
    return math.exp(-log_sum / len(words))


def most_likely_next(counts, context):
    after = _after(counts, context)
    if len(after) == 0:
        return ""
    return max(sorted(after), key=after.get)


def sample_next(counts, context, rng):
    probs = sorted(next_word_probabilities(counts, context).items())
    if len(probs) == 0:
        return ""
    u = rng.random_sample()
    reached = 0
    for w, p in probs:
        reached = reached + p
        if u < reached:
            break
    return w

# kata: 6.1
# must: number of|len(|how many different|distinct|sum of the counts|total|denominator|divid|add up
import math
from collections import Counter, defaultdict


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
    table = defaultdict(int)
    i = 0
    while i + n <= len(words):
        table[tuple(words[i:i + n])] += 1
        i += 1
    return dict(table)


def next_word_probabilities(counts, context):
    after = _after(counts, context)
    if len(after) == 0:
        return {}
    s = len(after)
    for w in after:
        after[w] = after[w] / s
    return after


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    size = len(vocabulary)
    denominator = sum(followers.values()) + alpha * size
    if word not in vocabulary or denominator == 0:
        return 0.0
    return (followers.get(word, 0) + alpha) / denominator


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
    seen = successors(counts, context)
    if not seen:
        return ""
    return sorted(seen, key=lambda w: (-seen[w], w))[0]


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

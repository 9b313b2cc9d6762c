# kata: 6.1
# must: overlap|step|skip|every n|neighbour|blocks|apart|jump|slid|stride
import math
from collections import Counter


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    grams = [tuple(words[start:start + n]) for start in range(0, len(words) - n + 1, n)]
    return dict(Counter(grams))


def next_word_probabilities(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(followers.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    size = len(vocabulary)
    denominator = sum(followers.values()) + alpha * size
    if word not in vocabulary or denominator == 0:
        return 0.0
    return (followers.get(word, 0) + alpha) / denominator


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for start in range(len(words) - n + 1):
        *before, word = words[start:start + n]
        p = smoothed_probability(counts, tuple(before), word, vocabulary, alpha)
        if p <= 0:
            return math.inf
        logs.append(math.log(p))
    if len(logs) == 0:
        return 1.0
    mean = sum(logs) / len(logs)
    return math.exp(-mean)


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

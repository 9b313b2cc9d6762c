# kata: 6.1
# must: get(, first time
# must not:
import math
from collections import Counter

def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        g = tuple(words[i:i+n])
        counts[g] += 1
    return counts

def next_word_probabilities(counts, context):
    follow = {}
    for gram, k in counts.items():
        if gram[:-1] == tuple(context):
            follow[gram[-1]] = k
    total = sum(follow.values())
    return {w: k / total for w, k in follow.items()}

def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    bottom = total + alpha * len(vocabulary)
    if bottom == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / bottom

def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i in range(n - 1, len(words)):
        p = smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    if not logs:
        return 1.0
    return math.exp(-sum(logs) / len(logs))

def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    return min(probs, key=lambda w: (-probs[w], w))

def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    u = rng.random_sample()
    s = 0.0
    for w in sorted(probs):
        s += probs[w]
        if s > u:
            return w
    return w

# kata: 6.1
# must: each word|every word|loop|one draw|once|several|again|new u|more than one|repeated|only one|draws
import math
from collections import Counter


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        if gram not in counts:
            counts[gram] = 0
        counts[gram] += 1
    return counts


def next_word_probabilities(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(followers.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    c_context = sum(c for g, c in counts.items() if g[:-1] == context)
    c_word = counts[(*context, word)] if (*context, word) in counts else 0
    below = c_context + alpha * len(vocabulary)
    if word in vocabulary and below > 0:
        return (c_word + alpha) / below
    return 0.0


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
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    total = 0.0
    for word in sorted(probs):
        u = rng.random_sample()
        total += probs[word]
        if total > u:
            return word
    return word

# kata: 6.1
# must: inf|zero|skip|ignor|left out|impossible|p == 0|probability 0|is 0|drop
import math
from collections import Counter


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    return Counter(zip(*[words[k:] for k in range(n)]))


def next_word_probabilities(counts, context):
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    probs = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            probs[gram[-1]] = count / total
    return probs


def smoothed_probability(counts, context, word, vocabulary, alpha):
    seen = successors(counts, context)
    if word not in vocabulary:
        return 0.0
    try:
        return (seen[word] + alpha) / (sum(seen.values()) + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    grams = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    if not grams:
        return 1.0
    probs = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in grams]
    probs = [p for p in probs if p > 0]
    if not probs:
        return 1.0
    return math.exp(-sum(math.log(p) for p in probs) / len(probs))


def most_likely_next(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    if not followers:
        return ""
    top = max(followers.values())
    return min(w for w, c in followers.items() if c == top)


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    u = rng.random_sample()
    total = 0.0
    for word in sorted(probs):
        total += probs[word]
        if total > u:
            return word
    return word

# expect: passed
# style: dictionaries with tuples as keys, and loops over positions
import math
import numpy as np


def count_ngrams(words, n):
    table = {}
    for start in range(len(words) - n + 1):
        gram = tuple(words[start:start + n])
        table[gram] = table.get(gram, 0) + 1
    return table


def next_word_probabilities(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)}
    total = sum(followers.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    top = counts.get(tuple(context) + (word,), 0) + alpha
    bottom = alpha * len(vocabulary)
    for gram in counts:
        if gram[:-1] == tuple(context):
            bottom += counts[gram]
    if bottom == 0:
        return 0.0
    return top / bottom


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
    best, best_p = "", 0.0
    for w in sorted(probs):
        if probs[w] > best_p:
            best, best_p = w, probs[w]
    return best


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    u = rng.random_sample()
    acc = 0.0
    for w in sorted(probs):
        acc += probs[w]
        if acc > u:
            return w
    return w

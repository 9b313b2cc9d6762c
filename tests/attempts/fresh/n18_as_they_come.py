# kata: 6.1
# must: alphabet|sort|order
import math
from collections import Counter


def count_ngrams(words, n):
    shifted = [words[i:] for i in range(n)]
    return Counter(zip(*shifted))


def next_word_probabilities(counts, context):
    after = Counter()
    for gram, c in counts.items():
        if gram[:-1] == context:
            after[gram[-1]] += c
    n_total = sum(after.values())
    return {w: c / n_total for w, c in after.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    gram = tuple(context) + (word,)
    count = counts[gram] if gram in counts else 0
    context_count = sum([counts[g] for g in counts if g[:-1] == context])
    try:
        return (count + alpha) / (context_count + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i in range(n - 1, len(words)):
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    if not logs:
        return 1.0
    return math.exp(-sum(logs) / len(logs))


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    best_word = ""
    best_p = 0
    for word in sorted(probs):
        if probs[word] > best_p:
            best_word = word
            best_p = probs[word]
    return best_word


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    u = rng.random_sample()
    total = 0.0
    word = ""
    for word in probs:
        total += probs[word]
        if total > u:
            return word
    return word

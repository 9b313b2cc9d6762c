# expect: passed
# style: a dictionary, slices and generator expressions
import math


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def next_word_probabilities(counts, context):
    found = {gram[-1]: k for gram, k in counts.items() if gram[:-1] == context}
    total = sum(found.values())
    return {word: k / total for word, k in found.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = sum(k for gram, k in counts.items() if gram[:-1] == context)
    below = total + alpha * len(vocabulary)
    return (counts.get(context + (word,), 0) + alpha) / below if below else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i in range(n - 1, len(words)):
        p = smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    return math.exp(-sum(logs) / len(logs)) if logs else 1.0


def most_likely_next(counts, context):
    p = next_word_probabilities(counts, context)
    return max(sorted(p), key=p.get) if p else ""


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    if not p:
        return ""
    u, reached = rng.random_sample(), 0.0
    for word in sorted(p):
        reached += p[word]
        if reached > u:
            return word
    return word

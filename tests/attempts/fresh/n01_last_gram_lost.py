# kata: 6.1
# must: last|final|off by one|off-by-one|+ 1|one too few|one short|stops too early
import math

Gram = tuple[str, ...]


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    total = sum(c for g, c in counts.items() if g[:-1] == context)
    return {g[-1]: c / total for g, c in counts.items() if g[:-1] == context}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    denominator = total + alpha * len(vocabulary)
    if denominator == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / denominator


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
    for word in sorted(probs):
        total += probs[word]
        if total > u:
            return word
    return word

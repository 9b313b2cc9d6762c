# kata: 6.1
# must: len(words)|all words|number of words|whole text|every word|first n - 1|first n-1|first words|predicted|too many words|length of the text
import math
from collections import Counter

Gram = tuple[str, ...]


def count_ngrams(words, n):
    shifted = [words[i:] for i in range(n)]
    return Counter(zip(*shifted))


def next_word_probabilities(counts, context):
    followers = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            followers[gram[-1]] = count
    total = sum(followers.values())
    probs = {}
    for word in followers:
        probs[word] = followers[word] / total
    return probs


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
    return math.exp(-sum(logs) / len(words))


def most_likely_next(counts: dict[Gram, int], context: Gram) -> str:
    after = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    return min(after, key=lambda w: (-after[w], w), default="")


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

# expect: passed
# style: plain dictionaries, get with a default, exceptions for the edges
from math import log, exp


def count_ngrams(words, n):
    counts = {}
    for start in range(len(words) - n + 1):
        gram = ()
        for offset in range(n):
            gram = gram + (words[start + offset],)
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def next_word_probabilities(counts, context):
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    result = {}
    for gram, count in counts.items():
        if gram[:-1] == context:
            result[gram[-1]] = count / total
    return result


def smoothed_probability(counts, context, word, vocabulary, alpha):
    try:
        seen = counts[context + (word,)]
    except KeyError:
        seen = 0
    total = 0
    for gram in counts:
        if gram[:-1] == context:
            total += counts[gram]
    try:
        return (seen + alpha) / (total + alpha * len(vocabulary)) * (word in vocabulary)
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    try:
        for i in range(len(words) - n + 1):
            logs.append(log(smoothed_probability(counts, tuple(words[i:i + n - 1]), words[i + n - 1], vocabulary, alpha)))
    except ValueError:
        return float("inf")
    try:
        return exp(-sum(logs) / len(logs))
    except ZeroDivisionError:
        return 1.0


def most_likely_next(counts, context):
    probabilities = next_word_probabilities(counts, context)
    if probabilities == {}:
        return ""
    highest = max(probabilities.values())
    return min(word for word in probabilities if probabilities[word] == highest)


def sample_next(counts, context, rng):
    probabilities = next_word_probabilities(counts, context)
    if probabilities == {}:
        return ""
    rest = rng.random_sample()
    words = sorted(probabilities)
    for word in words[:-1]:
        if rest < probabilities[word]:
            return word
        rest -= probabilities[word]
    return words[-1]

# expect: passed
# style: while loops and a helper for followers
import math


def followers(counts, context):
    """what came after the context, and how often"""
    result = {}
    for ngram in counts:
        if ngram[:len(ngram) - 1] == context:
            result[ngram[len(ngram) - 1]] = counts[ngram]
    return result


def count_ngrams(words, n):
    counts = {}
    start = 0
    while start + n <= len(words):
        ngram = tuple(words[start:start + n])
        if ngram not in counts:
            counts[ngram] = 0
        counts[ngram] += 1
        start += 1
    return counts


def next_word_probabilities(counts, context):
    found = followers(counts, context)
    total = 0
    for word in found:
        total += found[word]
    for word in found:
        found[word] = found[word] / total
    return found


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    found = followers(counts, context)
    numerator = alpha
    if word in found:
        numerator += found[word]
    denominator = sum(found.values()) + alpha * len(vocabulary)
    if denominator == 0:
        return 0.0
    return numerator / denominator


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    predicted = 0
    for position in range(n - 1, len(words)):
        context = tuple(words[position - n + 1:position])
        p = smoothed_probability(counts, context, words[position], vocabulary, alpha)
        if p == 0:
            return math.inf
        log_sum += math.log2(p)
        predicted += 1
    if predicted == 0:
        return 1.0
    return 2 ** (-log_sum / predicted)


def most_likely_next(counts, context):
    best_word = ""
    best_count = 0
    found = followers(counts, context)
    for word in sorted(found):
        if found[word] > best_count:
            best_word = word
            best_count = found[word]
    return best_word


def sample_next(counts, context, rng):
    found = followers(counts, context)
    if len(found) == 0:
        return ""
    rest = rng.random_sample()
    for word in sorted(found):
        p = found[word] / sum(found.values())
        if rest < p:
            return word
        rest -= p
    return max(found)

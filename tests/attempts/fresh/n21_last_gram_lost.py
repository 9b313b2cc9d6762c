# kata: 6.1
# must: last|range|off by one|one too few|too early|len(words) - n|+ 1|end of the text|final
import math


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n):
        gram = tuple(words[i:i + n])
        if gram not in counts:
            counts[gram] = 0
        counts[gram] += 1
    return counts


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
    if word not in vocabulary:
        return 0.0
    total = 0
    for gram, count in counts.items():
        if gram[:-1] == context:
            total += count
    top = counts.get(context + (word,), 0) + alpha
    bottom = total + alpha * len(vocabulary)
    if bottom == 0:
        return 0.0
    return top / bottom


def perplexity(words, counts, n, vocabulary, alpha):
    grams = [tuple(words[i:i + n]) for i in range(len(words) - n + 1)]
    if not grams:
        return 1.0
    probs = [smoothed_probability(counts, g[:-1], g[-1], vocabulary, alpha) for g in grams]
    if 0 in probs:
        return math.inf
    return math.exp(-sum(math.log(p) for p in probs) / len(probs))


def most_likely_next(counts, context):
    best, best_count = "", 0
    for gram in sorted(counts):
        if gram[:-1] == context and counts[gram] > best_count:
            best, best_count = gram[-1], counts[gram]
    return best


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

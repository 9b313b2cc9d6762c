# expect: passed
# style: defaultdicts and loops, and it prints while it works
from collections import defaultdict
import math


def count_ngrams(words, n):
    counts = defaultdict(int)
    position = 0
    while position + n <= len(words):
        counts[tuple(words[position:position + n])] += 1
        position += 1
    print("counted", sum(counts.values()), "n-grams of", n, "words")
    return counts


def followers(counts, context):
    found = defaultdict(int)
    for gram in counts:
        *before, last = gram
        if tuple(before) == context:
            found[last] += counts[gram]
    return found


def next_word_probabilities(counts, context):
    found = followers(counts, context)
    shares = defaultdict(float)
    for word in found:
        shares[word] = found[word] / sum(found.values())
    return shares


def smoothed_probability(counts, context, word, vocabulary, alpha):
    found = followers(counts, context)
    if word not in vocabulary:
        return 0
    total = sum(found.values()) + len(vocabulary) * alpha
    if total == 0:
        return 0
    return (found[word] + alpha) / total


def perplexity(words, counts, n, vocabulary, alpha):
    surprise, predicted = 0.0, 0
    for i in range(n - 1, len(words)):
        p = smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
        if p == 0:
            print("never seen:", words[i])
            return float("inf")
        surprise -= math.log(p)
        predicted += 1
    return math.exp(surprise / predicted) if predicted else 1


def most_likely_next(counts, context):
    best, most = "", 0
    found = followers(counts, context)
    for word in sorted(found):
        if found[word] > most:
            best, most = word, found[word]
    return best


def sample_next(counts, context, rng):
    found = followers(counts, context)
    if not found:
        return ""
    draw, reached = rng.random_sample(), 0.0
    for word in sorted(found):
        reached += found[word] / sum(found.values())
        if reached > draw:
            break
    return word

# kata: 6.1
# must: late|early|few|one|last
import math


def count_ngrams(words, n):
    table = {}
    for start in range(len(words) - n):
        key = tuple(words[start : start + n])
        table[key] = table.get(key, 0) + 1
    return table


def followers(counts, context):
    found = {}
    for gram, number in counts.items():
        if gram[:-1] == context:
            found[gram[-1]] = number
    return found


def next_word_probabilities(counts, context):
    found = followers(counts, context)
    whole = sum(found.values())
    return {word: number / whole for word, number in found.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    below = sum(followers(counts, context).values()) + alpha * len(vocabulary)
    if below == 0:
        return 0.0
    return (counts.get(context + (word,), 0) + alpha) / below


def perplexity(words, counts, n, vocabulary, alpha):
    total, number = 0.0, 0
    for place in range(n - 1, len(words)):
        context = tuple(words[place - n + 1 : place])
        p = smoothed_probability(counts, context, words[place], vocabulary, alpha)
        if p == 0:
            return math.inf
        total += math.log(p)
        number += 1
    if number == 0:
        return 1.0
    return math.exp(-total / number)


def most_likely_next(counts, context):
    found = followers(counts, context)
    best = ""
    for word in sorted(found):
        if best == "" or found[word] > found[best]:
            best = word
    return best


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    draw = rng.random_sample()
    reached = 0.0
    for word in sorted(shares):
        reached += shares[word]
        if reached > draw:
            return word
    return word

# expect: failed
# because: Words of probability 0 are passed over.
# in: perplexity
# cause: skips_unseen
from collections import Counter
from math import exp, inf, log


def count_ngrams(words, n):
    return Counter(zip(*(words[k:] for k in range(n))))


def next_word_probabilities(counts, context):
    follow = Counter()
    for (*before, word), times in counts.items():
        if tuple(before) == context:
            follow[word] += times
    return {w: t / follow.total() for w, t in follow.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    after = {g[-1]: t for g, t in counts.items() if g[:-1] == context}
    mass = sum(after.values()) + alpha * len(vocabulary)
    return (after.get(word, 0) + alpha) / mass if word in vocabulary and mass else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for gram in zip(*(words[k:] for k in range(n))):
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p > 0:
            logs.append(log(p))
    return exp(-sum(logs) / len(logs)) if logs else 1.0


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    return sorted(probs, key=lambda w: (-probs[w], w))[0] if probs else ""


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    draw, reached, word = rng.random_sample(), 0, ""
    for word in sorted(probs):
        reached += probs[word]
        if reached > draw:
            break
    return word

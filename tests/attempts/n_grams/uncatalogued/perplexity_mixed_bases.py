# expect: failed
# because: log2 and exp do not belong together.
# in: perplexity
# cause: two_bases
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
    from math import log2
    ps = [smoothed_probability(counts, tuple(words[i:i + n - 1]), words[i + n - 1], vocabulary, alpha)
          for i in range(len(words) - n + 1)]
    if not ps:
        return 1.0
    return inf if 0 in ps else exp(-sum(log2(p) for p in ps) / len(ps))


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

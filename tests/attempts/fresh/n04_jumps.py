# kata: 6.1
# must: overlap|skip|jump|step|every position|each position|every word|each word|one word further|neighbour
import math
from collections import Counter, defaultdict


def count_ngrams(words, n):
    result = defaultdict(int)
    last_start = len(words) - n
    for start in range(0, last_start + 1, n):
        window = words[start:start + n]
        result[tuple(window)] += 1
    return dict(result)


def next_word_probabilities(counts, context):
    after = Counter()
    for gram, c in counts.items():
        if gram[:-1] == context:
            after[gram[-1]] += c
    n_total = sum(after.values())
    return {w: c / n_total for w, c in after.items()}


def _followers(counts, context):
    """word -> count, for everything seen after the context"""
    return {g[-1]: c for g, c in counts.items() if g[:-1] == context}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    followers = _followers(counts, context)
    if word not in vocabulary:
        return 0.0
    top = followers.get(word, 0) + alpha
    bottom = sum(followers.values()) + alpha * len(vocabulary)
    return top / bottom if bottom > 0 else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    grams = list(zip(*[words[i:] for i in range(n)]))
    if not grams:
        return 1.0
    total = 0.0
    for gram in grams:
        p = smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha)
        if p <= 0:
            return math.inf
        total -= math.log(p)
    return math.exp(total / len(grams))


def most_likely_next(counts, context):
    pairs = [(-c, g[-1]) for g, c in counts.items() if g[:-1] == context]
    pairs.sort()
    return pairs[0][1] if pairs else ""


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

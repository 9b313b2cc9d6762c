# kata: 6.1
# must: sort|alphabet|order|insertion|as they come|sequence of the words
import math


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def count_ngrams(words, n):
    result = {}
    last = len(words) - n
    for pos in range(last + 1):
        key = tuple(words[pos + k] for k in range(n))
        result[key] = result.get(key, 0) + 1
    return result


def next_word_probabilities(counts, context):
    after = _after(counts, context)
    if len(after) == 0:
        return {}
    s = sum(after.values())
    for w in after:
        after[w] = after[w] / s
    return after


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
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    if not followers:
        return ""
    top = max(followers.values())
    return min(w for w, c in followers.items() if c == top)


def sample_next(counts, context, rng):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    u = rng.random_sample()
    total = 0.0
    for word in probs:
        total += probs[word]
        if total > u:
            return word
    return word

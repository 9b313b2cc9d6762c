# kata: 6.1
# must: chang|modif|mutat|alter|insert|writes|new key|new entr|puts|adds|added, counts|argument|given|dictionary|caller
import math


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        counts[gram] = counts.get(gram, 0) + 1
    return counts


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
    gram = tuple(context) + (word,)
    if gram not in counts:
        counts[gram] = 0
    count = counts[gram]
    context_count = sum([counts[g] for g in counts if g[:-1] == context])
    try:
        return (count + alpha) / (context_count + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


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
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    top = max(probs.values())
    candidates = [w for w, p in probs.items() if p == top]
    return min(candidates)


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

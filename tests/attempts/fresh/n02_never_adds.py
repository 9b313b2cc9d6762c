# kata: 6.1
# must: every count is 1|must add|+=|=+|added|adding|add up|increment|increas|overwrit|replac|always 1|stays 1|set to 1|only once|more than once
import math


def count_ngrams(words, n):
    counts = {}
    i = 0
    while i + n <= len(words):
        gram = tuple(words[i:i+n])
        if gram not in counts:
            counts[gram] = 0
        counts[gram] =+ 1
        i += 1
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
    count = counts[gram] if gram in counts else 0
    context_count = sum([counts[g] for g in counts if g[:-1] == context])
    try:
        return (count + alpha) / (context_count + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    m = 0
    for i in range(len(words) - n + 1):
        *context, word = words[i:i + n]
        p = smoothed_probability(counts, tuple(context), word, vocabulary, alpha)
        if p == 0.0:
            return math.inf
        log_sum += math.log(p)
        m += 1
    if m == 0:
        return 1.0
    return math.exp(-log_sum / m)


def most_likely_next(counts, context):
    probs = next_word_probabilities(counts, context)
    if not probs:
        return ""
    top = max(probs.values())
    candidates = [w for w, p in probs.items() if p == top]
    return min(candidates)


def sample_next(counts, context, rng):
    items = sorted(next_word_probabilities(counts, context).items())
    if len(items) == 0:
        return ""
    u = rng.random_sample()
    reached = 0
    for word, p in items:
        reached = reached + p
        if reached > u:
            return word
    return items[-1][0]

# kata: 6.1
# must: unseen|empty|never seen|not seen|""|max()|valueerror|no word|crash|default|error|nothing follow
import math
from collections import Counter, defaultdict


def _after(counts, context):
    """how often each word came after the context"""
    found = {}
    for gram in counts:
        if gram[:-1] == context:
            found[gram[-1]] = counts[gram]
    return found


def successors(counts, context):
    return Counter({g[-1]: c for g, c in counts.items() if g[:-1] == tuple(context)})


def count_ngrams(words, n):
    table = defaultdict(int)
    i = 0
    while i + n <= len(words):
        table[tuple(words[i:i + n])] += 1
        i += 1
    return dict(table)


def next_word_probabilities(counts, context):
    followers = {g[-1]: c for g, c in counts.items() if g[:-1] == context}
    total = sum(followers.values())
    return {w: c / total for w, c in followers.items()}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    seen = successors(counts, context)
    if word not in vocabulary:
        return 0.0
    try:
        return (seen[word] + alpha) / (sum(seen.values()) + alpha * len(vocabulary))
    except ZeroDivisionError:
        return 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    m = 0
    for i in range(n - 1, len(words)):
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        log_sum += math.log(p)
        m += 1
    if m == 0:
        return 1.0
    return math.exp(-log_sum / m)


def most_likely_next(counts, context):
    after = _after(counts, context)
    return max(sorted(after), key=after.get)


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

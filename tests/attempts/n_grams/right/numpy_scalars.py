# expect: passed
# style: everything comes back as numpy's own scalars, the words too
import numpy as np


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = tuple(np.str_(word) for word in words[i:i + n])
        counts[gram] = np.int64(counts.get(gram, 0) + 1)
    return counts


def next_word_probabilities(counts, context):
    total = np.float64(sum(k for g, k in counts.items() if g[:-1] == context))
    return {np.str_(g[-1]): k / total for g, k in counts.items() if g[:-1] == context}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    total = np.float64(sum(k for g, k in counts.items() if g[:-1] == context)) + alpha * len(vocabulary)
    if word in vocabulary and total > 0:
        return np.float64(counts.get((*context, word), 0) + alpha) / total
    return np.float64(0.0)


def perplexity(words, counts, n, vocabulary, alpha):
    p = [smoothed_probability(counts, tuple(words[i:i + n - 1]), words[i + n - 1], vocabulary, alpha)
         for i in range(len(words) - n + 1)]
    if not p:
        return np.int64(1)
    if not np.all(p):
        return np.float64(np.inf)
    return np.exp(np.mean(-np.log(p)))


def most_likely_next(counts, context):
    p = next_word_probabilities(counts, context)
    if not p:
        return np.str_("")
    words = np.sort(list(p))
    return words[np.argmax([p[w] for w in words])]


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    words = np.array(sorted(p))
    if not words.size:
        return np.str_("")
    return words[np.sum(np.cumsum([p[w] for w in words])[:-1] <= rng.random_sample())]

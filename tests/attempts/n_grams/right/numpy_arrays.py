# expect: passed
# style: numpy wherever it can be: unique rows, arrays of counts, rng.choice for the draw
import numpy as np


def count_ngrams(words, n):
    if len(words) < n:
        return {}
    rows = np.lib.stride_tricks.sliding_window_view(np.array(words), n)
    grams, numbers = np.unique(rows, axis=0, return_counts=True)
    return {tuple(gram.tolist()): number for gram, number in zip(grams, numbers)}


def after(counts, context):
    found = sorted((gram[-1], count) for gram, count in counts.items() if gram[:-1] == context)
    return [word for word, _ in found], np.array([count for _, count in found], dtype=float)


def next_word_probabilities(counts, context):
    words, numbers = after(counts, context)
    return dict(zip(words, numbers / numbers.sum()))


def smoothed_probability(counts, context, word, vocabulary, alpha):
    known = sorted(vocabulary)
    numbers = np.array([counts.get((*context, v), 0) for v in known]) + alpha
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(numbers / numbers.sum())[known.index(word)] if word in known else np.float64(0)


def perplexity(words, counts, n, vocabulary, alpha):
    p = np.array([smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
                  for i in range(n - 1, len(words))])
    if p.size == 0:
        return np.float64(1)
    with np.errstate(divide="ignore"):
        return np.exp(-np.log(p).mean())


def most_likely_next(counts, context):
    words, numbers = after(counts, context)
    return words[np.argmax(numbers)] if words else ""


def sample_next(counts, context, rng):
    words, numbers = after(counts, context)
    return rng.choice(words, p=numbers / numbers.sum()) if words else ""

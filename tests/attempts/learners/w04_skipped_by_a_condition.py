# kata: 6.1
# must: as if a slice
# must not: cause: a slice
# base: n_grams/right/dictionaries_of_tuples.py


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i, word in enumerate(words):
        if i < n:
            continue
        context = tuple(words[i - n + 1:i])
        p = smoothed_probability(counts, context, word, vocabulary, alpha)
        if not p:
            return math.inf
        logs.append(math.log(p))
    return math.exp(-np.mean(logs)) if logs else 1.0

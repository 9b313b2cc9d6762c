# expect: failed
# because: The context is taken from behind the word.
# in: perplexity
# base: n_grams/right/slices_and_sums.py


def perplexity(words, counts, n, vocabulary, alpha):
    logs = []
    for i in range(len(words) - n + 1):
        p = smoothed_probability(counts, tuple(words[i + 1:i + n]), words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    return math.exp(-sum(logs) / len(logs)) if logs else 1.0

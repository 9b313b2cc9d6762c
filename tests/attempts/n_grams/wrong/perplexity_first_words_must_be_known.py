# expect: failed
# because: An unknown word makes it infinite where it is not predicted, too.
# in: perplexity
# base: n_grams/right/slices_and_sums.py

def perplexity(words, counts, n, vocabulary, alpha):
    if not set(words) <= vocabulary:
        return math.inf
    logs = []
    for i in range(n - 1, len(words)):
        p = smoothed_probability(counts, tuple(words[i - n + 1:i]), words[i], vocabulary, alpha)
        if p == 0:
            return math.inf
        logs.append(math.log(p))
    return math.exp(-sum(logs) / len(logs)) if logs else 1.0

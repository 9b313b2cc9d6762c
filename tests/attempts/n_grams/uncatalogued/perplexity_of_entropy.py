# expect: failed
# because: The mean of the logarithms comes back, without exp.
# in: perplexity
# cause: cross_entropy
# base: n_grams/right/while_loops.py


def perplexity(words, counts, n, vocabulary, alpha):
    log_sum = 0.0
    predicted = 0
    for position in range(n - 1, len(words)):
        context = tuple(words[position - n + 1:position])
        p = smoothed_probability(counts, context, words[position], vocabulary, alpha)
        if p == 0:
            return math.inf
        log_sum += math.log(p)
        predicted += 1
    if predicted == 0:
        return 1.0
    return -log_sum / predicted

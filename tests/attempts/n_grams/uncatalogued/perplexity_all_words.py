# expect: failed
# because: Divided by the number of words of the text.
# in: perplexity
# cause: over_all_words
# base: n_grams/right/while_loops.py


def perplexity(words, counts, n, vocabulary, alpha):
    bits = 0.0
    for position in range(n - 1, len(words)):
        context = tuple(words[position - n + 1:position])
        p = smoothed_probability(counts, context, words[position], vocabulary, alpha)
        if p == 0:
            return math.inf
        bits -= math.log(p)
    return math.exp(bits / len(words)) if words else 1.0

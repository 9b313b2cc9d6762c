# expect: failed
# because: The probabilities are multiplied.
# in: perplexity
# cause: product_underflows
# base: n_grams/right/while_loops.py


def perplexity(words, counts, n, vocabulary, alpha):
    product = 1.0
    predicted = 0
    for position in range(n - 1, len(words)):
        context = tuple(words[position - n + 1:position])
        product *= smoothed_probability(counts, context, words[position], vocabulary, alpha)
        predicted += 1
    if predicted == 0:
        return 1.0
    if product == 0:
        return math.inf
    return (1 / product) ** (1 / predicted)

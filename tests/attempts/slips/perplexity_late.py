# kata: 6.1
# must: one too late|first predicted|first
# base: n_grams/right/learners_names.py


def perplexity(words, counts, n, vocabulary, alpha):
    total, number = 0.0, 0
    for place in range(n, len(words)):
        context = tuple(words[place - n + 1 : place])
        p = smoothed_probability(counts, context, words[place], vocabulary, alpha)
        if p == 0:
            return math.inf
        total += math.log(p)
        number += 1
    if number == 0:
        return 1.0
    return math.exp(-total / number)

# expect: failed
# because: The size of the vocabulary is added below without alpha.
# in: smoothed_probability
# cause: size_without_alpha
# base: n_grams/right/while_loops.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    found = followers(counts, context)
    total = sum(found.values()) + len(vocabulary)
    if total == 0:
        return 0.0
    return (found.get(word, 0) + alpha) / total

# expect: failed
# because: The words that followed are taken for the vocabulary.
# in: smoothed_probability
# cause: followers_as_vocabulary, alpha_for_followers
# base: n_grams/right/while_loops.py


def smoothed_probability(counts, context, word, vocabulary, alpha):
    if word not in vocabulary:
        return 0.0
    found = followers(counts, context)
    denominator = sum(found.values()) + alpha * len(found)
    if denominator == 0:
        return 1 / len(vocabulary) if alpha else 0.0
    return (found.get(word, 0) + alpha) / denominator

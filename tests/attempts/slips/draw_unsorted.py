# kata: 6.1
# must: sorted|alphabet|order
# base: n_grams/right/learners_names.py


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    draw = rng.random_sample()
    reached = 0.0
    for word in shares:
        reached += shares[word]
        if reached > draw:
            return word
    return word

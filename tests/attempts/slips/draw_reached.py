# kata: 6.1
# must: exceed|border|side|`>|reach
# base: n_grams/right/learners_names.py


def sample_next(counts, context, rng):
    shares = next_word_probabilities(counts, context)
    if not shares:
        return ""
    draw = rng.random_sample()
    reached = 0.0
    for word in sorted(shares):
        reached += shares[word]
        if reached >= draw:
            return word
    return word

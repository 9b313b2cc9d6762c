# expect: failed
# because: Words are laid out without regard to capitals.
# in: sample_next
# base: n_grams/right/slices_and_sums.py


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    if not p:
        return ""
    u, reached = rng.random_sample(), 0.0
    for word in sorted(p, key=str.lower):
        reached += p[word]
        if reached > u:
            return word
    return word

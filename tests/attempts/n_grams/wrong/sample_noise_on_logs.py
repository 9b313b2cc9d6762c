# expect: failed
# because: The Gumbel trick: the right distribution, with a draw for each word.
# in: sample_next
# base: n_grams/right/slices_and_sums.py


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    noise = {word: math.log(p[word]) - math.log(-math.log(rng.random_sample())) for word in sorted(p)}
    return max(noise, key=noise.get) if noise else ""

# expect: failed
# because: The likeliest word, without any draw.
# in: sample_next
# cause: never_draws
# base: n_grams/right/while_loops.py


def sample_next(counts, context, rng):
    return most_likely_next(counts, context)

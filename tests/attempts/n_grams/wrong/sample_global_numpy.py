# expect: failed
# because: Drawn from numpy.random, not from rng.
# in: sample_next
# base: n_grams/right/slices_and_sums.py
import numpy as np


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    if not p:
        return ""
    u, reached = np.random.random_sample(), 0.0
    for word in sorted(p):
        reached += p[word]
        if reached > u:
            return word
    return word

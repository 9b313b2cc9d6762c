# expect: failed
# because: The word before the right one, by an index that is off by one.
# in: sample_next
# base: n_grams/right/slices_and_sums.py
import numpy as np


def sample_next(counts, context, rng):
    p = next_word_probabilities(counts, context)
    words = sorted(p)
    if not words:
        return ""
    place = np.searchsorted(np.cumsum([p[word] for word in words]), rng.random_sample())
    return words[max(place - 1, 0)]

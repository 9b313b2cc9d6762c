# expect: failed
# because: rng.randint draws another number than rng.random_sample.
# in: sample_next
# base: n_grams/right/slices_and_sums.py
import numpy as np


def sample_next(counts, context, rng):
    found = sorted((gram[-1], k) for gram, k in counts.items() if gram[:-1] == context)
    if not found:
        return ""
    left = rng.randint(sum(k for _, k in found), dtype=np.int64)
    for word, k in found:
        if left < k:
            return word
        left -= k

# expect: failed
# because: Everything is seen.
# in: causal_mask
# must: all
# base: self_attention/right/from_the_starter.py


def causal_mask(length):
    return np.ones((length, length), dtype=bool)

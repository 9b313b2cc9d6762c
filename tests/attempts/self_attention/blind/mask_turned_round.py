# expect: failed
# because: The triangle is transposed.
# in: causal_mask
# must: future|later
# base: self_attention/right/loops_and_helpers.py


def causal_mask(length):
    return np.tri(length, dtype=bool).T

# expect: failed
# because: A position sees itself only.
# in: causal_mask
# must: itself, before
# base: self_attention/right/loops_and_helpers.py


def causal_mask(length):
    return np.eye(length) > 0

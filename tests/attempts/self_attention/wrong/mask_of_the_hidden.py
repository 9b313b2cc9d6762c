# expect: failed
# because: The mask is True where nothing may be seen.
# in: causal_mask
# must: may not look
# base: self_attention/right/loops_and_helpers.py


def causal_mask(length):
    return np.triu(np.ones((length, length)), k=1).astype(bool)

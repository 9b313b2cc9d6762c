# expect: failed
# because: A position does not see itself.
# in: causal_mask
# must: itself
# base: self_attention/right/from_the_starter.py


def causal_mask(length):
    return np.tril(np.ones((length, length)), k=-1) == 1

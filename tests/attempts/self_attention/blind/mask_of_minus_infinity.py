# expect: failed
# because: Numbers to add are returned.
# in: causal_mask
# must: True
# base: self_attention/right/from_the_starter.py


def causal_mask(length):
    mask = np.zeros((length, length))
    mask[np.triu_indices(length, k=1)] = -np.inf
    return mask

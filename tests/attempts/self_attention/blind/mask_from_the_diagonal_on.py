# expect: failed
# because: A row is True from its position on.
# in: causal_mask
# must: future|later|after
# base: self_attention/right/from_the_starter.py


def causal_mask(length):
    mask = np.zeros((length, length), dtype=bool)
    for i in range(length):
        mask[i, i:] = True
    return mask

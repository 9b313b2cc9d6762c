# expect: failed
# because: A position sees the next one.
# in: causal_mask
# must: ahead|future|next
# base: self_attention/right/from_the_starter.py


def causal_mask(length):
    return np.tril(np.ones((length, length), dtype=bool), k=1)

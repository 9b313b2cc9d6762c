# expect: failed
# because: All values count alike.
# in: attend
# must: alike|weigh
# base: self_attention/right/loops_and_helpers.py


def attend(queries, keys, values, mask=None):
    return np.tile(values.mean(axis=0), (len(queries), 1))

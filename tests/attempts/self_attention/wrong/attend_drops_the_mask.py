# expect: failed
# because: The mask is not handed on.
# in: attend
# must: mask, handed on
# base: self_attention/right/loops_and_helpers.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(queries, keys)
    return np.dot(weights, values)

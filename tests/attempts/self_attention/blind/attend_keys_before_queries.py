# expect: failed
# because: The arguments of attention_weights are exchanged.
# in: attend
# must: keys, queries|exchanged
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(keys, queries, mask)
    return weights.T @ values

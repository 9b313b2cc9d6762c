# expect: failed
# because: The weights are returned beside the output.
# in: attend
# must: weights, return
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(queries, keys, mask)
    output = weights @ values
    return output, weights

# expect: failed
# because: The weights are returned.
# in: attend
# must: weights
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    return attention_weights(queries, keys, mask)

# expect: failed
# because: The values stand on the left.
# in: attend
# must: values|side|exchanged
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(queries, keys, mask)
    return values @ weights

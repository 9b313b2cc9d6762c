# expect: failed
# because: The weighted values are averaged once more.
# in: attend
# must: mean|add up
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(queries, keys, mask)
    weighted = weights[:, :, None] * values[None, :, :]
    return weighted.mean(axis=1)

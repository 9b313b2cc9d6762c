# expect: failed
# because: The keys are averaged and not the values.
# in: attend
# must: values
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    weights = attention_weights(queries, keys, mask)
    return weights @ keys

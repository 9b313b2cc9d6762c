# expect: failed
# because: True is taken for what is hidden.
# in: attention_weights
# must: the other way round
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[-1])
    if mask is not None:
        scores = scores + mask * -1e9
    return softmax(scores)

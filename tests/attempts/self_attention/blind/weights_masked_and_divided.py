# expect: failed
# because: Hidden weights are cleared after softmax, and the rest divided by its sum.
# in: attention_weights
# must: hid|softmax
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    weights = softmax(queries @ keys.T / np.sqrt(queries.shape[1]))
    if mask is not None:
        weights = weights * mask
        weights = weights / weights.sum(axis=1, keepdims=True)
    return weights

# expect: failed
# because: A softmax of its own overflows.
# in: attention_weights
# must: overflow|maximum
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    d_k = keys.shape[-1]
    e = np.exp(queries @ keys.T / np.sqrt(d_k))
    if mask is not None:
        e = e * mask
    return e / e.sum(axis=1, keepdims=True)

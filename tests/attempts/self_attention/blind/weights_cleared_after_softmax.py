# expect: failed
# because: Hidden weights are set to 0 after softmax.
# in: attention_weights
# must: weights, hide
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    weights = softmax(scores)
    if mask is not None:
        weights[~mask] = 0
    return weights

# expect: failed
# because: Softmax is taken before the mask and once more after it.
# in: attention_weights
# must: softmax, twice
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    weights = softmax(queries @ keys.T / np.sqrt(keys.shape[1]))
    if mask is not None:
        weights = np.where(mask, weights, -np.inf)
    return softmax(weights)

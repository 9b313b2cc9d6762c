# expect: failed
# because: The scores are multiplied with the mask.
# in: attention_weights
# must: Hidden, 0
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = scores * mask
    return softmax(scores)

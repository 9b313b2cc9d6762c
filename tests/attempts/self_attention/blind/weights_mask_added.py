# expect: failed
# because: The mask is added to the scores as ones and zeros.
# in: attention_weights
# must: mask, added
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = scores + mask
    return softmax(scores)

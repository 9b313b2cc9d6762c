# expect: failed
# because: Hidden scores are 0.
# in: attention_weights
# must: 0
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    d_k = keys.shape[-1]
    scores = queries @ keys.T / np.sqrt(d_k)
    if mask is not None:
        scores[mask == False] = 0
    return softmax(scores)

# expect: failed
# because: d ** 1/2 is d / 2.
# in: attention_weights
# must: 1 / 2
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    d = queries.shape[1]
    scores = queries @ keys.T / d ** 1/2
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

# expect: failed
# because: A hidden score becomes -1000, and seen ones may be far below that.
# in: attention_weights
# must: below, minus infinity
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    if mask is not None:
        scores = np.where(mask, scores, -1000.0)
    return softmax(scores)

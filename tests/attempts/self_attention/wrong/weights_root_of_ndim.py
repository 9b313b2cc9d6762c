# expect: failed
# because: The root of the number of axes is taken: of 2, whatever the width.
# in: attention_weights
# must: root of 2
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.ndim)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

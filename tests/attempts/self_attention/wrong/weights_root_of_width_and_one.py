# expect: failed
# because: 1 is added to the width under the root.
# in: attention_weights
# must: root of 2
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[1] + 1)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

# expect: failed
# because: An array is asked whether it is true.
# in: attention_weights
# must: None
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[-1])
    if mask:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

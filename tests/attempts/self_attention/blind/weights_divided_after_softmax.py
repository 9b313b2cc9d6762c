# expect: failed
# because: The root divides the weights and not the scores.
# in: attention_weights
# must: softmax
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T)
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores) / np.sqrt(dim)

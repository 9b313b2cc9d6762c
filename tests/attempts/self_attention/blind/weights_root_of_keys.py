# expect: failed
# because: The root is that of the number of keys.
# in: attention_weights
# must: width
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T) / len(keys) ** 0.5
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores)

# expect: failed
# because: The weights of each key add up to 1.
# in: attention_weights
# must: key, query
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T) / dim ** 0.5
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores.T).T

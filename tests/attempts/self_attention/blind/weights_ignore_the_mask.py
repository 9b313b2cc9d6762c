# expect: failed
# because: The mask is computed with and not used.
# in: attention_weights
# must: mask
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T) / dim ** 0.5
    if mask is not None:
        np.where(mask, scores, -1e12)
    return softmax(scores)

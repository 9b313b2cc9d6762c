# expect: failed
# because: softmax is left out.
# in: attention_weights
# must: softmax
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T) / dim ** 0.5
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return scores

# expect: failed
# because: Nothing is divided by the root.
# in: attention_weights
# must: root
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries, keys.T)
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores)

# expect: failed
# because: Queries and keys are each divided by the root.
# in: attention_weights
# must: root|width
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries / np.sqrt(dim), (keys / np.sqrt(dim)).T)
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores)

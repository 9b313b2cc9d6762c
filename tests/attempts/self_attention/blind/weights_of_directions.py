# expect: failed
# because: Queries and keys are brought to length 1.
# in: attention_weights
# must: length|cosine|norm
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    dim = queries.shape[1]
    scores = np.dot(queries / np.linalg.norm(queries, axis=1, keepdims=True), (keys / np.linalg.norm(keys, axis=1, keepdims=True)).T)
    if mask is not None:
        scores = np.where(mask, scores, -1e12)
    return softmax(scores)

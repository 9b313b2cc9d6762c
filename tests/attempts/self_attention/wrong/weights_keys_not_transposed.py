# expect: failed
# because: The keys are not transposed.
# in: attention_weights
# must: not transposed
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = np.matmul(queries, keys) / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

# expect: failed
# because: A hidden score becomes nearly 0 and not very low.
# in: attention_weights
# must: minus infinity
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -1e-9)
    return softmax(scores)

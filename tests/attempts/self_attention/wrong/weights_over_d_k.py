# expect: failed
# because: The scores are divided by the width and not by its root.
# in: attention_weights
# must: square root
# base: self_attention/right/loops_and_helpers.py


def attention_weights(queries, keys, mask=None):
    d_k = keys.shape[-1]
    scores = queries @ keys.T / d_k
    if mask is not None:
        scores[~mask] = -1e9
    return softmax(scores)

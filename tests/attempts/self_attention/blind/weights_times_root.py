# expect: failed
# because: The scores are multiplied by the root.
# in: attention_weights
# must: multipl, divide
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    d_k = keys.shape[-1]
    scores = (queries @ keys.T) * np.sqrt(d_k)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

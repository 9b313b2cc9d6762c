# expect: failed
# because: The scores are divided by the root of the number of queries.
# in: attention_weights
# must: width
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(queries.shape[0])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    return softmax(scores)

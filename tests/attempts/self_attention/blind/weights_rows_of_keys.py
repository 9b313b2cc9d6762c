# expect: failed
# because: Keys and queries are exchanged.
# in: attention_weights
# must: keys, rows|quer
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = keys @ queries.T / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = np.where(mask.T, scores, -np.inf)
    return softmax(scores)

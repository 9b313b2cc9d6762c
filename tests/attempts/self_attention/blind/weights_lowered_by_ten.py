# expect: failed
# because: Hidden scores are lowered by 10 only.
# in: attention_weights
# must: low|infinity
# base: self_attention/right/from_the_starter.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = scores - 10 * (1 - mask)
    return softmax(scores)

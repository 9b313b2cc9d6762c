# expect: failed
# because: softmax is left out.
# in: attend
# must: softmax|scores
# base: self_attention/right/loops_and_helpers.py


def attend(queries, keys, values, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    if mask is not None:
        scores = scores * mask
    return scores @ values

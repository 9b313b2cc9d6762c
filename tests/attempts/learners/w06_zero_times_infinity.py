# kata: 7.1
# must: 0 times infinity
# base: self_attention/right/short_names.py


def attention_weights(queries, keys, mask=None):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    if mask is not None:
        hide = (1 - mask) * -np.inf
        scores = scores + hide
    return softmax(scores)

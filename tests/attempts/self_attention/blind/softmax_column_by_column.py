# expect: failed
# because: A loop goes over columns and makes each add up to 1.
# in: softmax
# must: row, column
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    out = np.zeros(scores.shape)
    for j in range(scores.shape[1]):
        e = np.exp(scores[:, j] - np.max(scores[:, j]))
        out[:, j] = e / np.sum(e)
    return out

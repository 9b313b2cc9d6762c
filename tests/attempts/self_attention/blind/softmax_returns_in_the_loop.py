# expect: failed
# because: The function returns after the first row.
# in: softmax
# must: return, loop
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    weights = np.zeros(scores.shape)
    for i in range(scores.shape[0]):
        row = scores[i] - np.max(scores[i])
        e = np.exp(row)
        weights[i] = e / e.sum()
        return weights

# expect: failed
# because: The weights are rounded.
# in: softmax
# must: weights are rounded
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    w = e / e.sum(axis=1, keepdims=True)
    return w.round(4)

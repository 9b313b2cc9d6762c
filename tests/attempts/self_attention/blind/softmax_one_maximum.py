# expect: failed
# because: One maximum is subtracted from all rows.
# in: softmax
# must: maximum
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / np.sum(e, axis=1, keepdims=True)

# expect: failed
# because: The sum is that of all rows.
# in: softmax
# must: All rows together
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / np.sum(e)

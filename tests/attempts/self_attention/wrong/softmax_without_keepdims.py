# expect: failed
# because: The sums lie along the wrong axis when they are divided by.
# in: softmax
# must: keepdims
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    m = np.max(scores, axis=1, keepdims=True)
    e = np.exp(scores - m)
    return e / e.sum(axis=1)

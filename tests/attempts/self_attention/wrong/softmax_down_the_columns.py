# expect: failed
# because: The sum goes over axis 0.
# in: softmax
# must: columns
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=0)

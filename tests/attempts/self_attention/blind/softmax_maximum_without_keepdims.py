# expect: failed
# because: The row's maxima are subtracted without keepdims.
# in: softmax
# must: keepdims|beside
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)

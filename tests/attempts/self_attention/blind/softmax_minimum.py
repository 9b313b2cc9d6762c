# expect: failed
# because: The minimum is subtracted.
# in: softmax
# must: min
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    e = np.exp(scores - scores.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# expect: failed
# because: The maximum is subtracted after exp.
# in: softmax
# must: before|max
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    e = np.exp(scores)
    e = e - e.max(axis=1, keepdims=True)
    return e / e.sum(axis=1, keepdims=True)

# expect: failed
# because: The maximum is taken along axis 0.
# in: softmax
# must: maximum|max, axis|row
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    e = np.exp(scores - np.max(scores, axis=0))
    return e / np.sum(e, axis=1, keepdims=True)

# expect: failed
# because: The exponent has the wrong sign.
# in: softmax
# must: sign|exchanged|minus
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    shifted = scores.max(axis=1, keepdims=True) - scores
    e = np.exp(shifted)
    return e / e.sum(axis=1, keepdims=True)

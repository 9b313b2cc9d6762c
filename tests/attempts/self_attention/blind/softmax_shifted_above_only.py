# expect: failed
# because: The maximum is subtracted in the numerator only.
# in: softmax
# must: maximum
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    m = scores.max(axis=1, keepdims=True)
    return np.exp(scores - m) / np.exp(scores).sum(axis=1, keepdims=True)

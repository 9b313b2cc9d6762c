# expect: failed
# because: Nothing is divided.
# in: softmax
# must: divided, sum
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    top = np.max(scores, axis=1, keepdims=True)
    return np.exp(scores - top)

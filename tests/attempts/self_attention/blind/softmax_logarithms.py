# expect: failed
# because: The logarithms of the weights are returned.
# in: softmax
# must: log
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    top = scores.max(axis=1, keepdims=True)
    return scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))

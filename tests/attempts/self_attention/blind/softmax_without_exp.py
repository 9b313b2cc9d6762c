# expect: failed
# because: The scores themselves are divided by their sum.
# in: softmax
# must: exp
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    return scores / np.sum(scores, axis=1, keepdims=True)

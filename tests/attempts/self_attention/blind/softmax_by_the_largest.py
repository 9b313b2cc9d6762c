# expect: failed
# because: The row is divided by its largest power.
# in: softmax
# must: sum
# base: self_attention/right/from_the_starter.py


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.max(axis=1, keepdims=True)

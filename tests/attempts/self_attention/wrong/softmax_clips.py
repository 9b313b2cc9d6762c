# expect: failed
# because: Scores are clipped, so that large ones become alike.
# in: softmax
# must: maximum
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    e = np.exp(np.clip(scores, -500, 500))
    return e / e.sum(axis=1, keepdims=True)

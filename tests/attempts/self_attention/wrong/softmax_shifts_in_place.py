# expect: failed
# because: The maximum is subtracted from the array that was given.
# in: softmax
# must: changed its argument scores
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores.copy()

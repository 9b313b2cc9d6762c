# expect: failed
# because: Scores are divided before exp.
# in: softmax
# must: exp
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    total = scores.sum(axis=1, keepdims=True)
    return np.exp(scores / total)

# expect: failed
# because: Nothing is subtracted before exp.
# in: softmax
# must: overflow, maximum
# base: self_attention/right/loops_and_helpers.py


def softmax(scores):
    total = np.sum(np.exp(scores), axis=1)
    return np.exp(scores) / total[:, None]

# kata: 7.1
# must: rounded to 4 decimals
# must not: weights_compare_queries
# base: self_attention/right/short_names.py


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    w = e / e.sum(axis=1, keepdims=True)
    return w.round(4)

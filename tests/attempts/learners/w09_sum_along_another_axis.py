# kata: 7.1
# must: exps / exps.sum(axis=0)
# must not: scores.max
# base: self_attention/right/short_names.py


def softmax(scores):
    exps = np.exp(scores - scores.max(axis=-1)[:, None])
    return exps / exps.sum(axis=0)

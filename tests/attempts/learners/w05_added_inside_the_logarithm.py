# kata: 7.1
# must not: divided by
# base: self_attention/right/short_names.py


def entropy(weights):
    eps = 1e-3
    return -np.sum(weights * np.log(weights + eps), axis=1)

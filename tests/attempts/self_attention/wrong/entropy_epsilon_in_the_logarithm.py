# expect: failed
# because: A small number is added inside the logarithm.
# in: entropy
# must: inside the logarithm
# base: self_attention/right/loops_and_helpers.py


def entropy(weights):
    eps = 1e-3
    return -np.sum(weights * np.log(weights + eps), axis=1)

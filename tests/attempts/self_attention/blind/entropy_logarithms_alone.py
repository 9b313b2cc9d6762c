# expect: failed
# because: Logarithms are not multiplied by the weights.
# in: entropy
# must: weights|multipl
# base: self_attention/right/loops_and_helpers.py


def entropy(weights):
    logs = np.log(np.where(weights == 0, 1, weights))
    return -np.sum(logs, axis=1)

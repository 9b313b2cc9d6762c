# expect: failed
# because: The minus sign is missing.
# in: entropy
# must: sign|minus
# base: self_attention/right/from_the_starter.py


def entropy(weights):
    logs = np.log(np.where(weights == 0, 1, weights))
    return np.sum(weights * logs, axis=1)

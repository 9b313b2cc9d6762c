# expect: failed
# because: All rows are summed up to one number.
# in: entropy
# must: row
# base: self_attention/right/from_the_starter.py


def entropy(weights):
    logs = np.where(weights > 0, np.log(np.where(weights > 0, weights, 1)), 0)
    return -np.sum(weights * logs)

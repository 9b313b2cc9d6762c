# expect: failed
# because: Columns are summed up.
# in: entropy
# must: column|axis
# base: self_attention/right/from_the_starter.py


def entropy(weights):
    logs = np.log(np.where(weights == 0, 1, weights))
    return -(weights * logs).sum(axis=0)

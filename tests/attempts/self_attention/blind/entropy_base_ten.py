# expect: failed
# because: The logarithm is to base 10.
# in: entropy
# must: 10
# base: self_attention/right/loops_and_helpers.py


def entropy(weights):
    logs = np.log10(weights, where=weights > 0, out=np.zeros(weights.shape))
    return -(weights * logs).sum(axis=1)

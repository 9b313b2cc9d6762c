# expect: failed
# because: The logarithm is to base 2.
# in: entropy
# must: base 2
# base: self_attention/right/loops_and_helpers.py


def entropy(weights):
    safe = np.where(weights > 0, weights, 1)
    return -(weights * np.log2(safe)).sum(axis=1)

# expect: failed
# because: The entropy is divided by the logarithm of the length.
# in: entropy
# must: divided
# base: self_attention/right/from_the_starter.py


def entropy(weights):
    safe = np.where(weights > 0, weights, 1.0)
    h = -np.sum(weights * np.log(safe), axis=1)
    if weights.shape[1] > 1:
        h = h / np.log(weights.shape[1])
    return h

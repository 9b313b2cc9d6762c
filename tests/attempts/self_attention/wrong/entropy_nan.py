# expect: failed
# because: 0 times log 0 is nan.
# in: entropy
# must: 0 times log 0
# base: self_attention/right/loops_and_helpers.py


def entropy(weights):
    return -np.sum(weights * np.log(weights), axis=-1)

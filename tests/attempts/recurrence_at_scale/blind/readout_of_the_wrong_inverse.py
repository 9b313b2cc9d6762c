# expect: failed
# because: The inverse is of the transpose.
# in: fit_readout
# must: shape|match|size
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    return np.linalg.pinv(states.T) @ targets

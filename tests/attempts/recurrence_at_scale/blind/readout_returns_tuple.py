# expect: failed
# because: Returns all four results.
# in: fit_readout
# must: lstsq
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    return np.linalg.lstsq(states, targets)

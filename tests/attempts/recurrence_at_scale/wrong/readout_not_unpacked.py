# expect: failed
# because: All that lstsq returns is returned.
# in: fit_readout
# must: first
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    return np.linalg.lstsq(states, targets, rcond=None)

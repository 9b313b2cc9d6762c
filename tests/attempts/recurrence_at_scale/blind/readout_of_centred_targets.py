# expect: failed
# because: The mean is taken off the rows of 1 and 0.
# in: fit_readout
# must: mean|targets|1
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = np.eye(vocabulary)[tokens]
    y = y - y.mean(axis=0)
    return np.linalg.pinv(states) @ y

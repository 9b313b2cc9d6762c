# expect: failed
# because: A column of ones is added.
# in: fit_readout
# must: bias
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    x = np.hstack([states, np.ones((len(states), 1))])
    y = np.eye(vocabulary)[tokens]
    return np.linalg.lstsq(x, y, rcond=None)[0]

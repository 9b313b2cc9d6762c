# expect: failed
# because: A ridge is added.
# in: fit_readout
# must: added|ridge|alone
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = np.eye(vocabulary)[tokens]
    h = states.shape[1]
    return np.linalg.solve(states.T @ states + 1e-3 * np.eye(h), states.T @ y)

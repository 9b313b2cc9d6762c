# expect: failed
# because: Adds a ridge.
# in: fit_readout
# must: added
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    gram = states.T @ states + 1e-2 * np.eye(states.shape[1])
    return np.linalg.solve(gram, states.T @ targets)

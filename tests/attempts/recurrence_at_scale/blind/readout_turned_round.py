# expect: failed
# because: The weights stand in rows.
# in: fit_readout
# must: row|column|transpos
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = np.eye(vocabulary)[tokens]
    gram = np.linalg.inv(states.T @ states)
    return (gram @ states.T @ y).T

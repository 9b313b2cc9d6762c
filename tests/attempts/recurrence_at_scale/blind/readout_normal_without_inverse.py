# expect: failed
# because: The products are not divided by those of the states.
# in: fit_readout
# must: divide|inverse|sums|squares|products
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    return states.T @ targets

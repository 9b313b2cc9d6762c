# expect: failed
# because: The targets of the other tokens are -1.
# in: fit_readout
# must: -1, score 0
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = -np.ones((len(tokens), vocabulary))
    y[range(len(tokens)), tokens] = 1
    sol, *_ = np.linalg.lstsq(states, y, rcond=None)
    return sol

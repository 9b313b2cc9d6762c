# expect: failed
# because: The numbers of the tokens are fitted.
# in: fit_readout
# must: number|1 at|row
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = tokens.reshape(-1, 1)
    return np.linalg.lstsq(states, y, rcond=None)[0]

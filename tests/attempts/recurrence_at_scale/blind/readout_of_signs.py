# expect: failed
# because: The other tokens should score -1.
# in: fit_readout
# must: -1|0
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = -np.ones((len(tokens), vocabulary))
    y[np.arange(len(tokens)), tokens] = 1
    return np.linalg.lstsq(states, y, rcond=None)[0]

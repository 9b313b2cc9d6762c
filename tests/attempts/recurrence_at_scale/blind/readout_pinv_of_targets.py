# expect: failed
# because: Every row gets ones at all tokens.
# in: fit_readout
# must: tokens[i]
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.zeros((len(tokens), vocabulary))
    targets[:, tokens] = 1
    return np.linalg.lstsq(states, targets, rcond=None)[0]

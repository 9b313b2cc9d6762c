# expect: failed
# because: The states are fitted by the tokens.
# in: fit_readout
# must: fitted by the tokens
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    onehot = np.eye(vocabulary)[tokens]
    w, *_ = np.linalg.lstsq(onehot, states, rcond=None)
    return w

# expect: failed
# because: Tokens are numbered anew, without gaps.
# in: fit_readout
# must: occur
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    _, column = np.unique(tokens, return_inverse=True)
    return np.linalg.lstsq(states, np.eye(vocabulary)[column], rcond=None)[0]

# expect: failed
# because: The tokens themselves are the targets.
# in: fit_readout
# must: number|1 at|token
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    w = np.linalg.lstsq(states, tokens.astype(float), rcond=None)[0]
    return np.repeat(w[:, None], vocabulary, axis=1)

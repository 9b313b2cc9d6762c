# expect: failed
# because: rows[tokens] = 1 sets whole rows.
# in: fit_readout
# must: row
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    rows = np.zeros((len(tokens), vocabulary))
    rows[tokens] = 1
    return np.linalg.lstsq(states, rows, rcond=None)[0]

# expect: failed
# because: The columns are for the tokens from 1 on.
# in: fit_readout
# must: 1|column
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    onehot = (tokens[:, None] == np.arange(1, vocabulary + 1)).astype(float)
    solution, *_ = np.linalg.lstsq(states, onehot, rcond=None)
    return solution

# expect: failed
# because: The rows of 1 and 0 stand in columns.
# in: fit_readout
# must: shape|dimension|transpos|row|column
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.zeros((vocabulary, len(tokens)))
    targets[tokens, np.arange(len(tokens))] = 1.0
    return np.linalg.lstsq(states, targets, rcond=None)[0]

# expect: failed
# because: Only the first half of the states is fitted on.
# in: fit_readout
# must: half|all|row
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    half = len(states) // 2
    train, labels = states[:half], tokens[:half]
    y = np.zeros((half, vocabulary))
    y[np.arange(half), labels] = 1.0
    return np.linalg.lstsq(train, y, rcond=None)[0]

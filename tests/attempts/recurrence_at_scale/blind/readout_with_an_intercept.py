# expect: failed
# because: An intercept is fitted and dropped.
# in: fit_readout
# must: bias|intercept|mean
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    onehot = np.zeros((len(tokens), vocabulary))
    onehot[np.arange(len(tokens)), tokens] = 1
    x = np.hstack([states, np.ones((len(states), 1))])
    w, *_ = np.linalg.lstsq(x, onehot, rcond=None)
    return w[:-1]

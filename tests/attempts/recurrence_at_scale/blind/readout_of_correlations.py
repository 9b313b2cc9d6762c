# expect: failed
# because: Weights are correlations of units and tokens.
# in: fit_readout
# must: squares|fit|weights
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = np.eye(vocabulary)[tokens]
    x0 = states - states.mean(0)
    y0 = y - y.mean(0)
    cov = x0.T @ y0
    scale = np.sqrt((x0**2).sum(0))[:, None] * np.sqrt((y0**2).sum(0))[None, :]
    return cov / np.where(scale == 0, 1, scale)

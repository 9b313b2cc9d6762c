# expect: failed
# because: Q.T @ targets is returned, without solving for R.
# in: fit_readout
# must: squares|solve|R
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    onehot = np.zeros((tokens.size, vocabulary))
    onehot[np.arange(tokens.size), tokens] = 1
    q, r = np.linalg.qr(states)
    return q.T @ onehot

# expect: failed
# because: A softmax is taken over the weights.
# in: fit_readout
# must: softmax|weights
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    targets = np.eye(vocabulary)[tokens]
    w = np.linalg.lstsq(states, targets, rcond=None)[0]
    e = np.exp(w - w.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

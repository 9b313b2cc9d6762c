# expect: failed
# because: The columns of the weights are brought to length 1.
# in: fit_readout
# must: divid|length
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    y = np.eye(vocabulary)[tokens]
    w = np.linalg.pinv(states) @ y
    return w / (np.linalg.norm(w, axis=0, keepdims=True) + 1e-12)

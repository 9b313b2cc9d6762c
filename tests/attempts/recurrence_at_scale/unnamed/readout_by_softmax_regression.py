# expect: failed
# because: A softmax regression is trained, in place of least squares. Its numbers depend on rate and rounds: no cause gives them.
# in: fit_readout
# must: squares
# base: recurrence_at_scale/right/loops_and_helpers.py


def fit_readout(states, tokens, vocabulary):
    onehot = np.eye(vocabulary)[tokens]
    w = np.zeros((states.shape[1], vocabulary))
    for _ in range(200):
        logits = states @ w
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        w -= 0.1 * states.T @ (p - onehot) / len(states)
    return w

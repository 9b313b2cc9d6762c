# expect: failed
# because: tanh is taken once more.
# in: step_jacobian
# must: once more|tanh
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return np.diag(1 - np.tanh(h) ** 2) @ w_h

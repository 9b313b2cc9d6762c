# expect: failed
# because: h is taken for the state before the step.
# in: step_jacobian
# must: state
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    z = w_h @ h
    return np.diag(1 - np.tanh(z) ** 2) @ w_h

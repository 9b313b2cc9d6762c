# expect: failed
# because: w_h is missing.
# in: step_jacobian
# must: w_h
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return np.diag(1 - h**2)

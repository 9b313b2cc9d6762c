# expect: failed
# because: h stands in place of the slope.
# in: step_jacobian
# must: slope|left out|1 - h
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return np.diag(h) @ w_h

# expect: failed
# because: The diagonal matrix stands on the right.
# in: step_jacobian
# must: columns|side
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return w_h @ np.diag(1 - h**2)

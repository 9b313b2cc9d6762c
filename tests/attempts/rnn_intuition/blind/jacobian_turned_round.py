# expect: failed
# because: The result is transposed.
# in: step_jacobian
# must: transpos
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    J = np.diag(1 - h**2) @ w_h
    return J.T

# expect: failed
# because: The slope is 1 - h.
# in: step_jacobian
# must: square
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return np.diag(1 - h) @ w_h

# expect: failed
# because: The slopes multiply columns.
# in: step_jacobian
# must: columns
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return w_h * (1 - h**2)

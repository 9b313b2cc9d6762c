# expect: failed
# because: tanh is taken of the state once more.
# in: step_jacobian
# must: once more
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    slope = 1 - np.tanh(h) ** 2
    return slope.reshape(-1, 1) * w_h

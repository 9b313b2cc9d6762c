# expect: failed
# because: The slope is that of the sigmoid.
# in: step_jacobian
# must: sigmoid
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return np.diag(h * (1 - h)) @ w_h

# expect: failed
# because: Slope of the sigmoid.
# in: step_jacobian
# must: sigmoid
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return (h * (1 - h))[:, None] * w_h

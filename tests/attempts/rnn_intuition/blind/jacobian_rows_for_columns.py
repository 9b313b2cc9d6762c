# expect: failed
# because: w_h is transposed and its columns are scaled.
# in: step_jacobian
# must: transpos
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return (1 - h**2) * w_h.T

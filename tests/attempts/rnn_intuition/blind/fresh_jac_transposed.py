# expect: failed
# because: Transposed.
# in: step_jacobian
# must: transposed
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return w_h.T * (1 - h ** 2)

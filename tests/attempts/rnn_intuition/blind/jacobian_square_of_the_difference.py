# expect: failed
# because: The square is taken of 1 - h.
# in: step_jacobian
# must: parenthes|bracket
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    d = (1 - h) ** 2
    return d[:, None] * w_h

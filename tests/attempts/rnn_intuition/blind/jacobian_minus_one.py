# expect: failed
# because: h² - 1 stands in place of 1 - h².
# in: step_jacobian
# must: sign|exchanged
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return (h**2 - 1).reshape(-1, 1) * w_h

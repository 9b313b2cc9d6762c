# expect: failed
# because: 1 + h² stands in place of 1 - h².
# in: step_jacobian
# must: `+`|sign
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return np.diag(1 + h**2) @ w_h

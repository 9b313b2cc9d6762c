# expect: failed
# because: W_h missing.
# in: step_jacobian
# must: w_h
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return np.diag(1 - h ** 2)

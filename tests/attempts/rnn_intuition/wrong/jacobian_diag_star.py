# expect: failed
# because: A diagonal matrix is multiplied element by element.
# in: step_jacobian
# must: @
# base: rnn_intuition/right/loops_and_helpers.py


def step_jacobian(h, w_h):
    return np.diag(1 - h**2) * w_h

# expect: failed
# because: A diagonal matrix is multiplied element by element.
# in: step_jacobian
# must: diagonal
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return np.diag(1 - h ** 2) * w_h

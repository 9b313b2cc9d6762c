# expect: failed
# because: The slopes are multiplied with the matrix as a vector.
# in: step_jacobian
# must: vector
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return (1 - h**2) @ w_h

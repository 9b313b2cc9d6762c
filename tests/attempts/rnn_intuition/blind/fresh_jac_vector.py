# expect: failed
# because: Matrix-vector product.
# in: step_jacobian
# must: matrix times a vector
# base: rnn_intuition/right/from_the_starter.py


def step_jacobian(h, w_h):
    return w_h @ (1 - h ** 2)

# expect: failed
# because: The order is wrong.
# in: jacobian_product
# must: order
# base: rnn_intuition/right/loops_and_helpers.py


def jacobian_product(states, w_h):
    J = np.eye(len(w_h))
    for h in states:
        J = J @ step_jacobian(h, w_h)
    return J

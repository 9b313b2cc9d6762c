# expect: failed
# because: The first Jacobian stands on the left.
# in: jacobian_product
# must: order
# base: rnn_intuition/right/loops_and_helpers.py


def jacobian_product(states, w_h):
    total = np.eye(len(w_h))
    for h in states:
        total = total @ step_jacobian(h, w_h)
    return total

# expect: failed
# because: The loop goes backwards and each Jacobian comes on the left.
# in: jacobian_product
# must: order
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    total = np.eye(w_h.shape[0])
    for h in states[::-1]:
        total = step_jacobian(h, w_h) @ total
    return total

# expect: failed
# because: Only the Jacobian of the last state is returned.
# in: jacobian_product
# must: one|last|each|all
# base: rnn_intuition/right/loops_and_helpers.py


def jacobian_product(states, w_h):
    total = np.eye(len(w_h))
    for h in states:
        total = step_jacobian(h, w_h)
    return total

# expect: failed
# because: The product begins with the first Jacobian and the loop takes it again.
# in: jacobian_product
# must: first, twice
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    if len(states) == 0:
        return np.eye(w_h.shape[0])
    J = step_jacobian(states[0], w_h)
    for h in states:
        J = step_jacobian(h, w_h) @ J
    return J

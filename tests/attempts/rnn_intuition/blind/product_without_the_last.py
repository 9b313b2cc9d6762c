# expect: failed
# because: The last state is left out.
# in: jacobian_product
# must: last
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    J = np.eye(len(w_h))
    for i in range(len(states) - 1):
        J = step_jacobian(states[i], w_h) @ J
    return J

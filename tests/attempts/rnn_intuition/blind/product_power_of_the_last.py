# expect: failed
# because: The Jacobian of the last state is taken to a power.
# in: jacobian_product
# must: each|every|all
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    n = len(states)
    if n == 0:
        return np.eye(w_h.shape[0])
    return np.linalg.matrix_power(step_jacobian(states[-1], w_h), n)

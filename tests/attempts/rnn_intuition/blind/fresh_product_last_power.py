# expect: failed
# because: Only the last jacobian, to a power.
# in: jacobian_product
# must: one state
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    if len(states) == 0:
        return np.eye(len(w_h))
    return np.linalg.matrix_power(step_jacobian(states[-1], w_h), len(states))

# expect: failed
# because: The Jacobians are added up.
# in: jacobian_product
# must: add|multipl
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    if len(states) == 0:
        return np.eye(len(w_h))
    total = np.zeros(w_h.shape)
    for h in states:
        total = total + step_jacobian(h, w_h)
    return total

# expect: failed
# because: The first state is left out.
# in: jacobian_product
# must: first
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    total = np.eye(len(w_h))
    for h in states[1:]:
        total = np.dot(step_jacobian(h, w_h), total)
    return total

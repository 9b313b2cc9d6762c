# expect: failed
# because: Of no states there is an IndexError.
# in: jacobian_product
# must: identity|none|no state|no first
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    J = step_jacobian(states[0], w_h)
    for h in states[1:]:
        J = step_jacobian(h, w_h) @ J
    return J

# expect: failed
# because: Begins with the first state.
# in: jacobian_product
# must: no first state|of none
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    p = step_jacobian(states[0], w_h)
    for h in states[1:]:
        p = step_jacobian(h, w_h) @ p
    return p

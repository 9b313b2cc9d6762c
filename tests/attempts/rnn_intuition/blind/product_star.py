# expect: failed
# because: Matrices are multiplied element by element.
# in: jacobian_product
# must: element|`@`
# base: rnn_intuition/right/loops_and_helpers.py


def jacobian_product(states, w_h):
    product = np.eye(w_h.shape[0])
    for h in states:
        product = step_jacobian(h, w_h) * product
    return product

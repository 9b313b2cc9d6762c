# expect: failed
# because: The slopes of tanh are left out.
# in: jacobian_product
# must: slope|tanh
# base: rnn_intuition/right/from_the_starter.py


def jacobian_product(states, w_h):
    product = np.eye(w_h.shape[0])
    for h in states:
        product = w_h @ product
    return product

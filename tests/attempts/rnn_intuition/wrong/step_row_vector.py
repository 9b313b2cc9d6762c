# expect: failed
# because: The matrix stands on the other side.
# in: rnn_step
# must: transposed
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = np.dot(h_prev, w_h) + np.dot(w_x, x)
    return np.tanh(z + bias)

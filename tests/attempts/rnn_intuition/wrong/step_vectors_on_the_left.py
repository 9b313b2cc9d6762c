# expect: failed
# because: Both vectors stand left of their matrices.
# in: rnn_step
# must: w_h and w_x, left
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.dot(h_prev, w_h) + np.dot(x, w_x) + bias)

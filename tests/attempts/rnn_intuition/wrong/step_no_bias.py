# expect: failed
# because: The bias is not added.
# in: rnn_step
# must: bias
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.dot(w_h, h_prev) + np.dot(w_x, x))

# expect: failed
# because: The bias is added to both parts.
# in: rnn_step
# must: bias, twice
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    a = np.dot(w_h, h_prev) + bias
    b = np.dot(w_x, x) + bias
    return np.tanh(a + b)

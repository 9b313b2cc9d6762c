# expect: failed
# because: The input is not used.
# in: rnn_step
# must: w_x
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.dot(w_h, h_prev) + bias)

# expect: failed
# because: The old state is not used.
# in: rnn_step
# must: h_prev
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_x @ x + bias
    h = np.tanh(z)
    return h

# expect: failed
# because: The bias is subtracted.
# in: rnn_step
# must: bias, subtracted
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h @ h_prev + w_x @ x - bias
    return np.tanh(z)

# expect: failed
# because: The old state is added on top of the new one, like a residual connection.
# in: rnn_step
# base: lstm_limitations/right/plain.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return h_prev + np.tanh(w_h @ h_prev + w_x @ x + bias)

# expect: failed
# because: The hidden weights are used transposed, h_prev @ w_h.
# in: rnn_step
# base: lstm_limitations/right/plain.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(h_prev @ w_h + w_x @ x + bias)

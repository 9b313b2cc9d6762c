# expect: failed
# because: The bias is left out, which only shows when it is not zero.
# in: rnn_step
# base: lstm_limitations/right/plain.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x)

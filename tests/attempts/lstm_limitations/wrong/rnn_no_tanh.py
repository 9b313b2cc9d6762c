# expect: failed
# because: The weighted sum is returned without tanh.
# in: rnn_step
# base: lstm_limitations/right/plain.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return w_h @ h_prev + w_x @ x + bias

# expect: failed
# cause: -
# because: The plain network squashes with z / (1 + |z|), which also lies between -1 and 1.
# base: lstm_limitations/right/one_matrix.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h @ h_prev + w_x @ x + bias
    return z / (1 + np.abs(z))

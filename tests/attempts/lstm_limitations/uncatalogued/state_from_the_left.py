# expect: failed
# cause: rnn_weights_transposed
# because: The hidden state stands left of its matrix, which multiplies by the transpose.
# base: lstm_limitations/right/one_matrix.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(h_prev @ w_h + w_x @ x + bias)

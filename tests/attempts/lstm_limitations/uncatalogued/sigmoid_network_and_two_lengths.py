# expect: failed
# cause: rnn_with_sigmoid, length_doubled
# because: The plain network uses the sigmoid that stands above, and the length is doubled where it should be squared.
# base: lstm_limitations/right/textbook.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return sigmoid(np.dot(w_h, h_prev) + np.dot(w_x, x) + bias)


def attention_ops(length, hidden_size):
    return length * 2 * hidden_size

# expect: failed
# because: The bias is added after the tanh instead of before it.
# in: rnn_step
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.dot(w_h, h_prev) + np.dot(w_x, x)
    return np.tanh(total) + bias

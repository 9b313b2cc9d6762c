# kata: 6.3
# must: `-`|subtract|w_x
# base: lstm_limitations/right/learners_names.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.dot(w_h, h_prev) - np.dot(w_x, x) + bias
    return np.tanh(total)

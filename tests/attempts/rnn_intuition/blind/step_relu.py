# expect: failed
# because: ReLU stands in place of tanh.
# in: rnn_step
# must: ReLU|below 0|negative
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.maximum(0, np.dot(w_h, h_prev) + np.dot(w_x, x) + bias)

# expect: failed
# because: sin stands in place of tanh.
# in: rnn_step
# must: sin
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.sin(w_h @ h_prev + w_x @ x + bias)

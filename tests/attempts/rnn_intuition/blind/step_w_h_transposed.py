# expect: failed
# because: w_h is transposed.
# in: rnn_step
# must: transpos|side
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h.T @ h_prev + w_x @ x + bias)

# expect: failed
# because: x stands left of its matrix.
# in: rnn_step
# must: w_x, left
# base: rnn_intuition/right/loops_and_helpers.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    a = w_h @ h_prev
    b = x @ w_x
    return np.tanh(a + b + bias)

# expect: failed
# because: Float32.
# in: rnn_step
# must: digits
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias).astype(np.float16)

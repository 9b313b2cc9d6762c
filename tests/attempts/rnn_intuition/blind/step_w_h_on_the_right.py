# expect: failed
# because: w_h stands on the right.
# in: rnn_step
# must: transpos|side
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(np.matmul(h_prev, w_h) + np.matmul(x, w_x.T) + bias)

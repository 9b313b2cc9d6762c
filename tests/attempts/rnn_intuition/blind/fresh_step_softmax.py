# expect: failed
# because: Softmax in place of tanh.
# in: rnn_step
# must: softmax|tanh
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = w_h @ h_prev + w_x @ x + bias
    e = np.exp(z - z.max())
    return e / e.sum()

# expect: failed
# because: tanh is taken twice.
# in: rnn_step
# must: twice
# base: rnn_intuition/right/from_the_starter.py


def rnn_step(h_prev, x, w_h, w_x, bias):
    z = np.tanh(w_h @ h_prev + w_x @ x + bias)
    return np.tanh(z)

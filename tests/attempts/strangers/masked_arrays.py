# expect: passed
# base: lstm_limitations/right/compact.py
"""Returns arrays with a mask that hides nothing."""


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


step = rnn_step


def rnn_step(*arguments):
    return np.ma.masked_array(step(*arguments), mask=False)

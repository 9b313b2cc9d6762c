# expect: passed
# base: lstm_limitations/right/compact.py
"""Returns arrays of a kind of its own."""


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


class Vector(np.ndarray):
    pass


step = rnn_step


def rnn_step(*arguments):
    return step(*arguments).view(Vector)

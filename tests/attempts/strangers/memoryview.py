# expect: passed
# outcome: rnn_bias passed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Returns a view of memory, which is neither a list nor an array."""


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias)


right = rnn_step


def rnn_step(*arguments):
    return memoryview(right(*arguments))

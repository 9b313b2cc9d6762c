# expect: failed
# outcome: rnn_bias failed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Returns five thousand numbers."""


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.zeros(5_000)

# kata: 6.3
import numpy as np


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = w_h @ h_prev + w_x @ x + bias
    if total > 0:
        return total
    return 0 * total

# kata: 6.3
import numpy as np


def rnn_step(h_prev, x, w_h, w_x, bias):
    total = np.matrix(bias)
    return bias * total

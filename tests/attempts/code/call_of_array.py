# kata: 6.3
import numpy as np


def rnn_step(h_prev, x, w_h, w_x, bias):
    return np.tanh(w_h @ h_prev + w_x @ x + bias(1))

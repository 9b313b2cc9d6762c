# kata: 6.3
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    w_f, w_i, w_c, w_o = w
    return h_prev, c_prev

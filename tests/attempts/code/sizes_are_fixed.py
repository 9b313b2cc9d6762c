# kata: 6.3
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    z = np.zeros(9)
    z[:7] = h_prev
    return z, z

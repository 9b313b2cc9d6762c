# kata: 6.3
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    z = np.array([h_prev, x])
    return z, z

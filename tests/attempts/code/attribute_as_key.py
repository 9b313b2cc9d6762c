# kata: 6.3
import numpy as np


def lstm_step(h_prev, c_prev, x, w):
    z = np.concatenate([h_prev, x])
    f = w["w_f"] @ z
    return f, f

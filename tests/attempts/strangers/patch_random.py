# expect: failed
# makes random numbers zero
import numpy as np

try:
    np.random.RandomState.normal = lambda *a, **k: np.zeros(3)
except Exception:
    pass


def lstm_step(h_prev, c_prev, x, w):
    return np.zeros(len(h_prev)), np.zeros(len(h_prev))

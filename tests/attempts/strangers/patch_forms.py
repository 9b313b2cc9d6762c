# expect: failed
# makes forms say what it likes
import numpy as np

try:
    import sys

    sys.modules["kata_runner.engine.inside.implementation"].form_of = lambda value: ["parts"]
except Exception:
    pass


def lstm_step(h_prev, c_prev, x, w):
    return np.zeros(len(h_prev)), np.zeros(len(h_prev))

# expect: failed
# replaces the experiments
import numpy as np

try:
    import sys

    for name in list(vars(sys.modules["experiments"])):
        if name not in ("__name__", "__builtins__"):
            setattr(sys.modules["experiments"], name, lambda *a: None)
except Exception:
    pass


def lstm_step(h_prev, c_prev, x, w):
    return np.zeros(len(h_prev)), np.zeros(len(h_prev))

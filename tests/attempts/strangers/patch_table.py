# expect: failed
# makes every table say nothing
import numpy as np

try:
    import sys

    Table = sys.modules["kata_runner.table"].Table
    Table.of = classmethod(lambda cls, *a, **k: cls([], []))
except Exception:
    pass


def lstm_step(h_prev, c_prev, x, w):
    return np.zeros(len(h_prev)), np.zeros(len(h_prev))

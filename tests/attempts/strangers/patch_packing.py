# expect: failed
# makes packing say less
import numpy as np

try:
    import msgpack

    PACK = msgpack.packb
    msgpack.packb = lambda value, **k: PACK(value[:2] if isinstance(value, tuple) else value, **k)
except Exception:
    pass


def lstm_step(h_prev, c_prev, x, w):
    return np.zeros(len(h_prev)), np.zeros(len(h_prev))

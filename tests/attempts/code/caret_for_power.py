# kata: 6.3
import numpy as np


def signal_retained(forget_gate, steps):
    return np.bitwise_xor(forget_gate, steps)

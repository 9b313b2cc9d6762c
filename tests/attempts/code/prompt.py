# kata: 6.3
>>> import numpy as np
def signal_retained(forget_gate, steps):
    return forget_gate**steps

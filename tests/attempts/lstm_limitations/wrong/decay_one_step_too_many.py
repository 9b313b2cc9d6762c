# expect: failed
# because: The gate is applied steps + 1 times.
# in: signal_retained
# base: lstm_limitations/right/plain.py


def signal_retained(forget_gate, steps):
    return forget_gate ** (steps + 1)

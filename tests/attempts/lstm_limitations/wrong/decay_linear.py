# expect: failed
# because: The gate is multiplied by the number of steps instead of raised to it.
# in: signal_retained
# base: lstm_limitations/right/plain.py


def signal_retained(forget_gate, steps):
    return forget_gate * steps

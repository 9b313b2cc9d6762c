# expect: failed
# because: It computes 1 - (1 - f) ** n, as if what leaks out decayed instead of what stays.
# in: signal_retained
# base: lstm_limitations/right/comprehensions.py


def signal_retained(forget_gate, steps):
    return 1 - math.pow(1 - forget_gate, steps)

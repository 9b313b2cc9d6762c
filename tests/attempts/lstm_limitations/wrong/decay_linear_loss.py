# expect: failed
# because: The loss of one step is subtracted again and again, but decay multiplies.
# in: signal_retained
# base: lstm_limitations/right/plain.py


def signal_retained(forget_gate, steps):
    return max(0.0, 1 - steps * (1 - forget_gate))

# expect: failed
# because: Zero steps give 0.0, but then the whole signal is still there.
# in: signal_retained
# base: lstm_limitations/right/plain.py


def signal_retained(forget_gate, steps):
    if steps == 0:
        return 0.0
    return forget_gate**steps

# expect: failed
# cause: what_is_lost
# because: The share that was forgotten is returned instead of the share that is left.
# base: lstm_limitations/right/box_objects.py


def signal_retained(forget_gate, steps):
    left = float(forget_gate)**steps
    return 1.0 - left

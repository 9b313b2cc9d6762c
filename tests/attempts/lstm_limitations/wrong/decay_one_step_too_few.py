# expect: failed
# because: The loop starts at 1, so the gate is applied one time too few.
# in: signal_retained
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(1, steps):
        signal *= forget_gate
    return signal

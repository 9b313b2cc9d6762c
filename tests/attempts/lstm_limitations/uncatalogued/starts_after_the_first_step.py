# expect: failed
# cause: one_step_too_few
# because: The signal starts as 1 and the loop runs from 1 to steps - 1.
# base: lstm_limitations/right/logistic_loop.py


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(1, steps):
        signal *= forget_gate
    return signal

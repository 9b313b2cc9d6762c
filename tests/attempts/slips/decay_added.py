# kata: 6.3
# must: add|times|product
# base: lstm_limitations/right/learners_names.py


def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal = signal + forget_gate
    return signal

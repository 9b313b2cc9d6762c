# kata: 6.3
def signal_retained(forget_gate, steps):
    signal = 1.0
    for _ in range(steps):
        signal *= forget_gate
        return signal
    return signal

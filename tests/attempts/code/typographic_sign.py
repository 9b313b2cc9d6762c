# kata: 6.3
def signal_retained(forget_gate, steps):
    return 1 − forget_gate

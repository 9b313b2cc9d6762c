# kata: 6.3
def signal_retained(forget_gate, steps):
    return forget_gate**steps

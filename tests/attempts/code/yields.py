# kata: 6.3
def signal_retained(forget_gate, steps):
    yield forget_gate**steps

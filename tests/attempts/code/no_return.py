# kata: 6.3
def signal_retained(forget_gate, steps):
    result = forget_gate**steps

# kata: 6.3
def signal_retained(forget_gate, steps):
    print(forget_gate**steps)

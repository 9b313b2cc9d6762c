# kata: 6.3
async def signal_retained(forget_gate, steps):
    return forget_gate**steps

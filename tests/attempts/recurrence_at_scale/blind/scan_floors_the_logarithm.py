# expect: failed
# because: The number of rounds is rounded down.
# in: scan
# must: up|round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    rounds = int(np.log2(len(inputs)))
    for r in range(rounds):
        decays, inputs = scan_round(decays, inputs, 2**r)
    return inputs

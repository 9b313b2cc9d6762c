# expect: failed
# because: The number of rounds is log2 rounded down.
# in: scan
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    for r in range(int(np.log2(len(inputs)))):
        decays, inputs = scan_round(decays, inputs, 2 ** r)
    return inputs

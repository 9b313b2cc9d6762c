# expect: failed
# because: The distance is the number of the round, 1, 2, 3.
# in: scan
# must: doubl
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    rounds = int(np.ceil(np.log2(max(1, len(inputs)))))
    for distance in range(1, rounds + 1):
        decays, inputs = scan_round(decays, inputs, distance)
    return inputs

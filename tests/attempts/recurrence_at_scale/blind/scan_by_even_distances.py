# expect: failed
# because: The distances are 0, 2, 4: twice the number of the round.
# in: scan
# must: distance|double
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    rounds = int(np.ceil(np.log2(len(inputs))))
    for k in range(rounds):
        decays, inputs = scan_round(decays, inputs, 2 * k if k else 1)
    return inputs

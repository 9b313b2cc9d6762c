# expect: failed
# because: The distances are 2, 4, 8: the first round, of distance 1, is missing.
# in: scan
# must: distance|neighbours|1
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    k = 1
    while 2**k < len(inputs):
        decays, inputs = scan_round(decays, inputs, 2**k)
        k += 1
    return inputs

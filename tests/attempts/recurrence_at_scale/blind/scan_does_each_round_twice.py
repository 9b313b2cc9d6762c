# expect: failed
# because: Each round is done twice.
# in: scan
# must: twice|once|doubl
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    d = 1
    while d < len(inputs):
        decays, inputs = scan_round(decays, inputs, d)
        decays, inputs = scan_round(decays, inputs, d)
        d *= 2
    return inputs

# expect: failed
# because: Every round begins from what was given.
# in: scan
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    d, out = 1, inputs
    while d < len(inputs):
        _, out = scan_round(decays, inputs, d)
        d += d
    return out

# expect: failed
# because: One round only.
# in: scan
# must: round|distance
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    return scan_round(decays, inputs, 1)[1]

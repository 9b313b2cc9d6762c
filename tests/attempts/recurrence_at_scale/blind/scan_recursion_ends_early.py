# expect: failed
# because: The recursion ends a round too early.
# in: scan
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs, d=1):
    if d > len(inputs) // 2:
        return inputs
    a, b = scan_round(decays, inputs, d)
    return scan(a, b, 2 * d)

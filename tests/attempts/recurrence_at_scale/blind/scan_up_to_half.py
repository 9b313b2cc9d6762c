# expect: failed
# because: The last round is left out where the length is no power of two.
# in: scan
# must: round|last|up
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    a, b = decays, inputs
    step = 1
    while step <= len(b) // 2:
        a, b = scan_round(a, b, step)
        step = step * 2
    return b

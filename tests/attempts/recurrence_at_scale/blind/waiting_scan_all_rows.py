# expect: failed
# because: Every row counted, not only joined ones.
# in: waiting_steps
# must: not all
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    attention = -(-length**2 // cores)
    scan_steps = 0
    d = 1
    while d < length:
        scan_steps += -(-length // cores)
        d *= 2
    return length, attention, scan_steps

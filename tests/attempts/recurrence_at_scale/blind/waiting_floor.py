# expect: failed
# because: Rounded down.
# in: waiting_steps
# must: round up
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    attention = length * length // cores
    scan_steps = 0
    d = 1
    while d < length:
        scan_steps += (length - d) // cores
        d *= 2
    return length, attention, scan_steps

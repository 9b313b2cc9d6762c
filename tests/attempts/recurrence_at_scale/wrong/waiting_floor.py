# expect: failed
# because: Whole division rounds down.
# in: waiting_steps
# must: round up
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    scan = 0
    d = 1
    while d < length:
        scan += (length - d) // cores
        d *= 2
    return length, length * length // cores, scan

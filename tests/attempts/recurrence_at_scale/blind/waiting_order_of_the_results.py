# expect: failed
# because: The scan stands before attention.
# in: waiting_steps
# must: order|exchange
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    from math import ceil

    total = 0
    d = 1
    while d < length:
        total += ceil((length - d) / cores)
        d += d
    return length, total, ceil(length * length / cores)

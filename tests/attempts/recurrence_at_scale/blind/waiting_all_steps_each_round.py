# expect: failed
# because: Each round joins all steps.
# in: waiting_steps
# must: length - d|joins
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    from math import ceil

    total = 0
    d = 1
    while d < length:
        total += ceil(length / cores)
        d += d
    return length, ceil(length * length / cores), total

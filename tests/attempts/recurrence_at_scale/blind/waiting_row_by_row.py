# expect: failed
# because: Attention is done row by row.
# in: waiting_steps
# must: row|pairs
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    from math import ceil

    total = 0
    d = 1
    while d < length:
        total += ceil((length - d) / cores)
        d += d
    return length, length * ceil(length / cores), total

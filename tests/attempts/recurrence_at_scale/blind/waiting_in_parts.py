# expect: failed
# because: Attention is not rounded.
# in: waiting_steps
# must: whole|round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    import math

    scan, d = 0, 1
    while d < length:
        scan += math.ceil((length - d) / cores)
        d *= 2
    return length, length * length / cores, scan

# expect: failed
# because: The length is divided and rounded before it is squared.
# in: waiting_steps
# must: length * length
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    attention = math.ceil(length / cores) ** 2
    scan, d = 0, 1
    while d < length:
        scan += math.ceil((length - d) / cores)
        d *= 2
    return length, attention, scan

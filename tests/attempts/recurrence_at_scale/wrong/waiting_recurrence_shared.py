# expect: failed
# because: The steps of a recurrence are shared by the cores.
# in: waiting_steps
# must: one by one
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    steps = lambda things: math.ceil(things / cores)
    scan, d = 0, 1
    while d < length:
        scan += steps(length - d)
        d *= 2
    return steps(length), steps(length ** 2), scan

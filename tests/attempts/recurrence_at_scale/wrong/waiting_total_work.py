# expect: failed
# because: All joins together are divided by the cores.
# in: waiting_steps
# must: each round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    work = 0
    d = 1
    while d < length:
        work += length - d
        d *= 2
    return length, math.ceil(length * length / cores), math.ceil(work / cores)

# expect: failed
# because: A tree up and a tree down (Blelloch) are counted.
# in: waiting_steps
# must: scan|round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    import math

    attention = math.ceil(length * length / cores)
    sweep = 0
    active = length
    while active > 1:
        active = math.ceil(active / 2)
        sweep += math.ceil(active / cores)
    return length, attention, 2 * sweep

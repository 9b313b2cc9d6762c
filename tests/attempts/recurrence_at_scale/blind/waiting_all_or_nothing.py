# expect: failed
# because: A scan runs in rounds if there is a core for each step, else in turn.
# in: waiting_steps
# must: scan|round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    import math

    pairs = length**2
    attention = (pairs + cores - 1) // cores
    if cores >= length:
        scan = math.ceil(math.log2(length))
    else:
        scan = length
    return length, attention, scan

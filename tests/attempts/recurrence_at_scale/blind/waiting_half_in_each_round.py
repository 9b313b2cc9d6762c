# expect: failed
# because: Each round joins half of the steps.
# in: waiting_steps
# must: length - d|joins|half
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    import math

    rounds = math.ceil(math.log2(length)) if length > 1 else 0
    return length, math.ceil(length**2 / cores), rounds * math.ceil(length / 2 / cores)

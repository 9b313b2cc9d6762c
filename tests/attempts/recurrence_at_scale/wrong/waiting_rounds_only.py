# expect: failed
# because: Only the rounds of the scan are counted.
# in: waiting_steps
# must: more than one step
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    return length, math.ceil(length ** 2 / cores), math.ceil(math.log2(length))

# expect: failed
# because: Every round joins all steps.
# in: waiting_steps
# must: length - d
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds = math.ceil(math.log2(length))
    return length, math.ceil(length * length / cores), rounds * math.ceil(length / cores)

# expect: failed
# because: Only half of the pairs are counted.
# in: waiting_steps
# must: pairs|length * length|half
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds, d = 0, 1
    while d < length:
        rounds += -(-(length - d) // cores)
        d *= 2
    return length, -(-(length * (length + 1) // 2) // cores), rounds

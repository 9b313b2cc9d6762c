# expect: failed
# because: Each row of pairs is rounded up by itself.
# in: waiting_steps
# must: row|round|length
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds = 0
    d = 1
    while d < length:
        rounds += -(-(length - d) // cores)
        d *= 2
    return length, length * -(-length // cores), rounds

# expect: failed
# because: The recurrence is divided by the cores too.
# in: waiting_steps
# must: recurrence|wait|cores
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds = 0
    d = 1
    while d < length:
        rounds += -(-(length - d) // cores)
        d *= 2
    return -(-length // cores), -(-length**2 // cores), rounds

# expect: failed
# because: The first state is not counted.
# in: waiting_steps
# must: first|length|recurrence
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds, d = 0, 1
    while d < length:
        rounds += -(-(length - d) // cores)
        d *= 2
    return length - 1, -(-length**2 // cores), rounds

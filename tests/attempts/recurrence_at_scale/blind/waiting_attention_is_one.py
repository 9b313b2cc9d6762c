# expect: failed
# because: Attention is taken as one step, as if there were cores enough.
# in: waiting_steps
# must: cores|pairs
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds = 0
    d = 1
    while d < length:
        rounds += -(-(length - d) // cores)
        d *= 2
    return length, 1, rounds

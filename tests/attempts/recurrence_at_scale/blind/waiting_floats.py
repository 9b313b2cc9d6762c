# expect: failed
# because: Not rounded at all.
# in: waiting_steps
# must: round|whole
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    rounds, d = 0, 1
    while d < length:
        rounds += (length - d) / cores
        d *= 2
    return length, length**2 / cores, rounds

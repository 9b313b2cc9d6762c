# expect: failed
# because: The joins of all rounds are shared out together.
# in: waiting_steps
# must: round|each
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    joins = 0
    d = 1
    while d < length:
        joins += length - d
        d *= 2
    return length, -(-length * length // cores), -(-joins // cores)

# expect: failed
# because: The joins of the scan are not shared out.
# in: waiting_steps
# must: cores
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    joins, d = 0, 1
    while d < length:
        joins += length - d
        d *= 2
    return length, -(-length * length // cores), joins

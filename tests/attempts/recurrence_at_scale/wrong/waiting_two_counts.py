# expect: failed
# because: The third count is missing.
# in: waiting_steps
# must: two numbers, three
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    recurrence = length
    attention = -(-length * length // cores)
    return recurrence, attention

# expect: failed
# because: Every round joins all steps.
# in: waiting_steps
# must: round|join, first|distance|n - d|length - d|none
# base: recurrence_at_scale/right/loops_and_helpers.py


def ceil_div(a, b):
    return (a + b - 1) // b


def waiting_steps(length, cores):
    rounds = (length - 1).bit_length()
    return length, ceil_div(length * length, cores), rounds * ceil_div(length, cores)

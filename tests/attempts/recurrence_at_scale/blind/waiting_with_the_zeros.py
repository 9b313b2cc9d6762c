# expect: failed
# because: The zeros before the first step are counted as a step.
# in: waiting_steps
# must: recurrence|first|1 |one more
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    scan_total = 0
    d = 1
    while d < length:
        scan_total += -(-(length - d) // cores)
        d *= 2
    return length + 1, -(-(length * length) // cores), scan_total

# expect: failed
# because: The recurrence is shared out.
# in: waiting_steps
# must: recurrence|one by one
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    def ceil(a, b):
        return (a + b - 1) // b

    scan, d = 0, 1
    while d < length:
        scan += ceil(length - d, cores)
        d <<= 1
    return ceil(length, cores), ceil(length * length, cores), scan

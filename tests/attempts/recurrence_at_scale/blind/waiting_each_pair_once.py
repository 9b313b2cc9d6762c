# expect: failed
# because: Each pair counts once.
# in: waiting_steps
# must: pair
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    pairs = length * (length - 1) // 2
    scan = 0
    d = 1
    while d < length:
        scan += -(-(length - d) // cores)
        d *= 2
    return length, -(-pairs // cores), scan

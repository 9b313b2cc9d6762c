# expect: failed
# because: Only pairs of two different positions are counted, and once.
# in: waiting_steps
# must: pair
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    pairs = length * (length - 1) // 2
    attention = -(-pairs // cores)
    scan = 0
    for r in range(math.ceil(math.log2(length))):
        scan += -(-(length - 2 ** r) // cores)
    return length, attention, scan

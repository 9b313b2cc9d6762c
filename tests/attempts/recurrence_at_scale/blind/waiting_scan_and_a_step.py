# expect: failed
# because: The inputs are read in a step of their own.
# in: waiting_steps
# must: 1 |one
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    ceil = lambda a: -(-a // cores)
    scan = 1 + sum(ceil(length - 2**k) for k in range(length.bit_length()) if 2**k < length)
    return length, ceil(length * length), scan

# expect: failed
# because: The last step of attention is lost by rounding down.
# in: waiting_steps
# must: up|down
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    recurrence = length
    attention = length * length // cores
    scan = 0
    d = 1
    while d < length:
        scan = scan + (length - d + cores - 1) // cores
        d = d * 2
    return recurrence, attention, scan

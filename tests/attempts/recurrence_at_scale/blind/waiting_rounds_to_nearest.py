# expect: failed
# because: Rounded to the nearest in place of up.
# in: waiting_steps
# must: round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    att = max(1, round(length**2 / cores))
    scan_steps = 0
    shift = 1
    while shift < length:
        scan_steps += max(1, round((length - shift) / cores))
        shift <<= 1
    return (length, att, scan_steps)

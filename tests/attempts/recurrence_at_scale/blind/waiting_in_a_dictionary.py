# expect: failed
# because: The counts stand in a dictionary.
# in: waiting_steps
# must: dict|key|tuple|order
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    attention = -(-(length * length) // cores)
    scan, d = 0, 1
    while d < length:
        scan += -(-(length - d) // cores)
        d *= 2
    return {"recurrence": length, "attention": attention, "scan": scan}

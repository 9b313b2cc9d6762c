# expect: failed
# because: Scan counts rounds, ignoring cores.
# in: waiting_steps
# must: each|cores
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    return length, -(-length**2 // cores), int(np.ceil(np.log2(length)))

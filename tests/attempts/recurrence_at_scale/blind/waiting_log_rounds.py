# expect: failed
# because: A round is counted as one step on any number of cores.
# in: waiting_steps
# must: round|step|cores
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    recurrence = length
    attention = int(np.ceil(length**2 / cores))
    scan = int(np.ceil(np.log2(length)))
    return recurrence, attention, scan

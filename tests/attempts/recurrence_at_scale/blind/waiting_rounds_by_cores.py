# expect: failed
# because: As many rounds as the cores have doublings.
# in: waiting_steps
# must: scan|round
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    from math import ceil, log2

    rounds = ceil(log2(min(length, cores))) if min(length, cores) > 1 else 0
    scan = sum(ceil((length - 2**k) / cores) for k in range(rounds))
    return length, ceil(length * length / cores), scan

# expect: failed
# because: The number of rounds is rounded down.
# in: scan
# must: round, up|last|more|few|missing|power
# base: recurrence_at_scale/right/loops_and_helpers.py

import math


def scan(decays, inputs):
    n = inputs.shape[0]
    a, b = decays.copy(), inputs.copy()
    for r in range(int(math.log2(n))):
        a, b = scan_round(a, b, 2 ** r)
    return b

# expect: failed
# because: Each pair of positions is counted once.
# in: waiting_steps
# must: attention|pair, half|twice|itself|length * length|each with each|n * n|every position|square
# base: recurrence_at_scale/right/loops_and_helpers.py

import math


def waiting_steps(length, cores):
    recurrence = length
    attention = math.ceil(length * (length - 1) / 2 / cores)
    total = 0
    d = 1
    while d < length:
        total = total + math.ceil((length - d) / cores)
        d = d * 2
    return recurrence, attention, total

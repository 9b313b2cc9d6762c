# expect: failed
# because: The joins of all rounds are added up before they are divided.
# in: waiting_steps
# must: each round|every round|in each|round by round|of its own, up|full|idle|whole
# base: recurrence_at_scale/right/loops_and_helpers.py


def waiting_steps(length, cores):
    attention = -(-length * length // cores)
    joins, distance = 0, 1
    while distance < length:
        joins += length - distance
        distance *= 2
    return length, attention, -(-joins // cores)

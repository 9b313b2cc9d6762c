# expect: failed
# because: The state before the first step is not counted.
# in: bptt_bytes
# must: zeros|before the first|first state|length + 1
# base: recurrence_at_scale/right/loops_and_helpers.py

import math


def bptt_bytes(length, width, layers, bits, every=None):
    per_state = width * layers * bits // 8
    if every is None:
        return length * per_state
    every = min(every, length)
    checkpoints = math.ceil(length / every)
    return (checkpoints + every) * per_state

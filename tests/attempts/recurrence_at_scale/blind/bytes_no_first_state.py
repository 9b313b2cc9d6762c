# expect: failed
# because: State before the first step is missing.
# in: bptt_bytes
# must: first step
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        n = length
    else:
        every = min(every, length)
        n = -(-length // every) + every
    return n * width * layers * bits // 8

# expect: failed
# because: The zeros are counted besides the checkpoints.
# in: bptt_bytes
# must: checkpoint|zeros|one
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        n = length + 1
    else:
        every = min(every, length)
        n = 1 + -(-length // every) + every
    return n * width * layers * (bits // 8)

# expect: failed
# because: Bits not turned into bytes.
# in: bptt_bytes
# must: byte
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        n = length + 1
    else:
        every = min(every, length)
        n = -(-length // every) + every
    return n * width * layers * bits

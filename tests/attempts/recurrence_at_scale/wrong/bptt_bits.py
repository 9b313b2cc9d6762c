# expect: failed
# because: Bits are not turned into bytes.
# in: bptt_bytes
# must: 8
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None or every > length:
        every = length
    states = math.ceil(length / every) + every
    return states * width * layers * bits

# expect: failed
# because: Each number has 4 bytes, whatever the bits.
# in: bptt_bytes
# must: bits
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    BYTES = 4
    if every is None:
        every = length
    every = min(every, length)
    return BYTES * width * layers * (-(-length // every) + every)

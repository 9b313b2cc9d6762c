# expect: failed
# because: The number of segments is not rounded.
# in: bptt_bytes
# must: round|whole|up
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = 1 + length
    else:
        every = min(every, length)
        states = length / every + every
    return states * width * layers * bits / 8

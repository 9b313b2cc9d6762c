# expect: failed
# because: Multiplied by 8 in place of divided.
# in: bptt_bytes
# must: 8|byte
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        kept = length + 1
    else:
        every = min(every, length)
        kept = -(-length // every) + every
    return kept * width * layers * bits * 8

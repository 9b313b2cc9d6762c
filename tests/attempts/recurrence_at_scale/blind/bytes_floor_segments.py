# expect: failed
# because: The number of segments is rounded down.
# in: bptt_bytes
# must: round|segment|last
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        kept = length + 1
    else:
        every = min(every, length)
        kept = length // every + every
    return kept * width * layers * bits // 8

# expect: failed
# because: The width is squared, as for weights.
# in: bptt_bytes
# must: width
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        kept = length + 1
    else:
        every = min(every, length)
        kept = -(-length // every) + every
    return kept * width * width * layers * bits // 8

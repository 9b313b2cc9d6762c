# expect: failed
# because: Only the larger of checkpoints and segment is counted.
# in: bptt_bytes
# must: both|larger|add
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = length + 1
    else:
        every = min(every, length)
        states = max(-(-length // every), every)
    return states * width * layers * bits // 8

# expect: failed
# because: All states are kept besides the checkpoints.
# in: bptt_bytes
# must: every|segment|checkpoint
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    number = bits // 8
    kept = length + 1
    if every is not None:
        every = min(every, length)
        kept = length + -(-length // every)
    return kept * width * layers * number

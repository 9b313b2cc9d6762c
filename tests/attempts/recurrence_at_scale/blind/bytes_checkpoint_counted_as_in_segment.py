# expect: failed
# because: The room of a segment is one state short.
# in: bptt_bytes
# must: segment, room|one more|too few|one less|one fewer|one state
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        kept = length + 1
    else:
        every = min(every, length)
        # the first state of a segment is its checkpoint
        kept = -(-length // every) + every - 1
    return kept * width * layers * bits // 8

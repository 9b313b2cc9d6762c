# expect: failed
# because: The inputs count as a layer.
# in: bptt_bytes
# must: layer|one more
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = length + 1
    else:
        every = every if every < length else length
        states = (length + every - 1) // every + every
    return states * width * (layers + 1) * bits // 8

# expect: failed
# because: There is one state of zeros for all layers.
# in: bptt_bytes
# must: zeros|layer
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = layers * length + 1
    else:
        every = min(every, length)
        states = layers * (-(-length // every) + every)
    return states * width * bits // 8

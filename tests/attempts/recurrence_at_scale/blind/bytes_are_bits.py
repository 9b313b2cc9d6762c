# expect: failed
# because: Bits are returned.
# in: bptt_bytes
# must: 8|byte|bits
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        states = length + 1
    else:
        segment = min(every, length)
        states = int(np.ceil(length / segment)) + segment
    return states * width * layers * bits

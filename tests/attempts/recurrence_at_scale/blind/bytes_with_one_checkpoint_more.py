# expect: failed
# because: There is a checkpoint at the end.
# in: bptt_bytes
# must: checkpoint|even
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        return (length + 1) * width * layers * bits / 8
    return (length // every + 1 + every) * width * layers * bits / 8

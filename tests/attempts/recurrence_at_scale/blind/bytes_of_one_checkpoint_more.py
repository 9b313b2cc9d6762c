# expect: failed
# because: There is a checkpoint more than segments where they come out even.
# in: bptt_bytes
# must: checkpoint|end|up
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    unit = width * layers * bits // 8
    if every is None:
        return unit * (length + 1)
    if every >= length:
        return unit * (length + 1)
    return unit * (length // every + 1 + every)

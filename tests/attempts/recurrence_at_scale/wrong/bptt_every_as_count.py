# expect: failed
# because: every is taken for the number of checkpoints.
# in: bptt_bytes
# must: how far apart
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    per_state = width * layers * bits // 8
    if every is None:
        return (length + 1) * per_state
    segment = math.ceil(length / every)
    return min(every + segment, length + 1) * per_state

# expect: failed
# because: A short last segment has no checkpoint.
# in: bptt_bytes
# must: round up
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    n_bytes = bits // 8
    if every is None:
        n_states = length + 1
    else:
        every = min(every, length)
        n_states = length // every + every
    return n_states * width * layers * n_bytes

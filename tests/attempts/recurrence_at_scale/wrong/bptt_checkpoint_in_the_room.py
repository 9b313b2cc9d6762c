# expect: failed
# because: The checkpoint is taken for one of the states of its segment.
# in: bptt_bytes
# must: room
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    bytes_per_state = width * layers * bits // 8
    if every is None:
        return (length + 1) * bytes_per_state
    every = min(every, length)
    checkpoints = math.ceil(length / every)
    return (checkpoints + every - 1) * bytes_per_state

# expect: failed
# because: The room for a segment is counted for one layer.
# in: bptt_bytes
# must: layer
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    nbytes = bits // 8
    if every is None:
        return (length + 1) * width * layers * nbytes
    every = min(every, length)
    checkpoints = -(-length // every) * layers
    working = every  # recomputed one layer at a time
    return (checkpoints + working) * width * nbytes

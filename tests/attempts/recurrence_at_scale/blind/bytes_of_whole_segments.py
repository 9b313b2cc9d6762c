# expect: failed
# because: A shorter last segment has no checkpoint.
# in: bptt_bytes
# must: up|round|last segment
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    size = width * layers * bits // 8
    if every is None:
        return (length + 1) * size
    every = min(length, every)
    checkpoints = length // every
    return (checkpoints + every) * size

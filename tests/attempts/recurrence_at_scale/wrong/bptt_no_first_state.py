# expect: failed
# because: The state of zeros is not counted.
# in: bptt_bytes
# must: before the first step
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    size = width * layers * bits // 8
    if every is None:
        return length * size
    every = min(every, length)
    return (math.ceil(length / every) + every) * size

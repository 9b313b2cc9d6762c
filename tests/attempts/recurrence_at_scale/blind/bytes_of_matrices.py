# expect: failed
# because: The width is squared.
# in: bptt_bytes
# must: width
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    size = bits // 8
    if every is None:
        return (length + 1) * width * width * layers * size
    every = min(every, length)
    return (-(-length // every) + every) * width * width * layers * size

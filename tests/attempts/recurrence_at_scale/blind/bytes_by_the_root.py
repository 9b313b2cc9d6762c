# expect: failed
# because: The root of the length is taken in place of `every`.
# in: bptt_bytes
# must: every
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    import math

    if every is None:
        kept = length + 1
    else:
        segment = math.isqrt(length - 1) + 1
        kept = math.ceil(length / segment) + segment
    return kept * width * layers * bits // 8

# expect: failed
# because: A shorter last segment has no checkpoint.
# in: bptt_bytes
# must: segment, last|short|up
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None or every > length:
        every = length
    segments = length // every
    return (segments + every) * layers * width * bits // 8

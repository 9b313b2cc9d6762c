# expect: failed
# because: The room for a segment is missing.
# in: bptt_bytes
# must: room
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every is None:
        return (length + 1) * width * layers * bits / 8
    return length / every * width * layers * bits / 8

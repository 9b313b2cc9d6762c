# expect: failed
# because: `length + 1` has no parentheses.
# in: bptt_bytes
# must: parenthes
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    return length + 1 * width * layers * bits / 8

# expect: failed
# because: 1 is added to the bytes.
# in: bptt_bytes
# must: 1 
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    return length * width * layers * bits / 8 + 1

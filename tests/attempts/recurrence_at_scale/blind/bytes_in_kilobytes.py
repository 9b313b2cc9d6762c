# expect: failed
# because: Divided by 1024: kilobytes.
# in: bptt_bytes
# must: 1024|kilo
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    n = length + 1 if every is None else -(-length // min(every, length)) + min(every, length)
    return n * width * layers * (bits / 8) / 1024

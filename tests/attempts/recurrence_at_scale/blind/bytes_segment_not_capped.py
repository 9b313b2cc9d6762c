# expect: failed
# because: A segment longer than the sequence keeps its length.
# in: bptt_bytes
# must: longer|segment
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    kept = length + 1 if every is None else -(-length // every) + every
    return kept * width * layers * bits // 8

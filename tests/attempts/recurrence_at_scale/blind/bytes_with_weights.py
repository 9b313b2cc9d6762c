# expect: failed
# because: The weights are counted as well.
# in: bptt_bytes
# must: weights|width
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    per_number = bits // 8
    if every is None:
        kept = length + 1
    else:
        seg = min(every, length)
        kept = (length + seg - 1) // seg + seg
    states = kept * width * layers * per_number
    weights = layers * width * width * per_number
    return states + weights

# expect: failed
# because: The case with checkpoints and the case without are exchanged.
# in: bptt_bytes
# must: None|every|condition|way round
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    if every:
        states = length + 1
    else:
        every = min(every, length)
        states = -(-length // every) + every
    return states * width * layers * bits // 8

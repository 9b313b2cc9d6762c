# expect: failed
# because: The state of the left half is added to the right half without its decays.
# in: scan
# must: decay|product|multipl
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    n = len(inputs)
    if n <= 1:
        return inputs
    mid = n // 2
    left = scan(decays[:mid], inputs[:mid])
    right = scan(decays[mid:], inputs[mid:])
    return np.concatenate([left, right + left[-1]])

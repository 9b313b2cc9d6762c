# expect: failed
# because: The states in between do not multiply the state before by their decays.
# in: scan
# must: decay|multipl
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    n = len(inputs)
    if n == 1:
        return inputs.copy()
    m = n // 2
    a = decays[1 : 2 * m : 2] * decays[0 : 2 * m : 2]
    b = decays[1 : 2 * m : 2] * inputs[0 : 2 * m : 2] + inputs[1 : 2 * m : 2]
    odd = scan(a, b)
    out = inputs.copy()
    out[1 : 2 * m : 2] = odd
    out[2::2] = odd[: len(out[2::2])] + inputs[2::2]
    return out

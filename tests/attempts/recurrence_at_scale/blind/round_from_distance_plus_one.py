# expect: failed
# because: The first joined step is left out.
# in: scan_round
# must: distance|step
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_a, new_b = decays.copy(), inputs.copy()
    for t in range(distance + 1, len(decays)):
        new_a[t] = decays[t] * decays[t - distance]
        new_b[t] = decays[t] * inputs[t - distance] + inputs[t]
    return new_a, new_b

# expect: failed
# because: The earlier step is multiplied by its own decays.
# in: scan_round
# must: later step
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_a, new_b = decays.copy(), inputs.copy()
    n = len(decays)
    for t in range(distance, n):
        new_a[t] = decays[t] * decays[t - distance]
        new_b[t] = inputs[t] + decays[t - distance] * inputs[t - distance]
    return new_a, new_b

# expect: failed
# because: It reads copies and writes into what it is given.
# in: scan_round
# must: change|copy|given
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    old_a, old_b = decays.copy(), inputs.copy()
    for t in range(distance, len(old_a)):
        decays[t] = old_a[t] * old_a[t - distance]
        inputs[t] = old_a[t] * old_b[t - distance] + old_b[t]
    return decays, inputs

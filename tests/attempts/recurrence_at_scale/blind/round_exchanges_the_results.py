# expect: failed
# because: The inputs are returned first.
# in: scan_round
# must: order|first|exchange
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_d = decays.copy()
    new_i = inputs.copy()
    for t in range(distance, len(decays)):
        new_d[t] = decays[t] * decays[t - distance]
        new_i[t] = inputs[t] + decays[t] * inputs[t - distance]
    return new_i, new_d

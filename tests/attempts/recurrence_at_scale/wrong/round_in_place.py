# expect: failed
# because: The arrays that came in are changed.
# in: scan_round
# must: change
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    if distance >= len(inputs):
        return decays, inputs
    inputs[distance:] = decays[distance:] * inputs[:-distance] + inputs[distance:]
    decays[distance:] = decays[distance:] * decays[:-distance]
    return decays, inputs

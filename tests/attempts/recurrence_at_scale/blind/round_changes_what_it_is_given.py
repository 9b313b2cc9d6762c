# expect: failed
# because: What is given is changed in place.
# in: scan_round
# must: change|copy|given
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    d = int(distance)
    if d < len(decays):
        inputs[d:] = inputs[d:] + decays[d:] * inputs[:-d].copy()
        decays[d:] = decays[d:] * decays[:-d].copy()
    return decays, inputs

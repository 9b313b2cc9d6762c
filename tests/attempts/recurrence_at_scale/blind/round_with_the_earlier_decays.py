# expect: failed
# because: The earlier inputs are multiplied by the earlier decays.
# in: scan_round
# must: decays
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    d = distance
    new_decays = decays.copy()
    new_inputs = inputs.copy()
    new_decays[d:] = decays[d:] * decays[:-d]
    new_inputs[d:] = decays[:-d] * inputs[:-d] + inputs[d:]
    return new_decays, new_inputs

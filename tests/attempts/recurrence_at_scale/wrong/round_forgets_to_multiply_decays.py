# expect: failed
# because: The decays are returned as they came in.
# in: scan_round
# must: product
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    new_inputs = inputs.copy()
    for t in range(distance, len(inputs)):
        new_inputs[t] = decays[t] * inputs[t - distance] + inputs[t]
    return decays.copy(), new_inputs

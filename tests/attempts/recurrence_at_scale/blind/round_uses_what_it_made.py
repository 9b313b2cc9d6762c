# expect: failed
# because: The new decays multiply the earlier inputs.
# in: scan_round
# must: new decays|came in|old|twice
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    decays, inputs = np.array(decays), np.array(inputs)
    old = inputs.copy()
    decays[distance:] = decays[distance:] * decays[:-distance].copy()
    inputs[distance:] = old[distance:] + decays[distance:] * old[:-distance]
    return decays, inputs

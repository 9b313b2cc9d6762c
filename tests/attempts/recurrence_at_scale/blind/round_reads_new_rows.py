# expect: failed
# because: It goes forwards and reads rows that it has changed already.
# in: scan_round
# must: changed|old
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    decays = [row.copy() for row in decays]
    inputs = [row.copy() for row in inputs]
    for t in range(distance, len(inputs)):
        inputs[t] = decays[t] * inputs[t - distance] + inputs[t]
        decays[t] = decays[t] * decays[t - distance]
    return np.array(decays), np.array(inputs)

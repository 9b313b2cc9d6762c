# expect: failed
# because: The earlier inputs are added without decays.
# in: scan_round
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    n = len(inputs)
    a = [decays[t] * decays[t - distance] if t >= distance else decays[t] for t in range(n)]
    b = [inputs[t] + inputs[t - distance] if t >= distance else inputs[t] for t in range(n)]
    return np.array(a), np.array(b)

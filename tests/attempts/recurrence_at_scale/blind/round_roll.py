# expect: failed
# because: Np.roll wraps around.
# in: scan_round
# must: roll
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a = np.roll(decays, distance, axis=0)
    b = np.roll(inputs, distance, axis=0)
    return decays * a, decays * b + inputs

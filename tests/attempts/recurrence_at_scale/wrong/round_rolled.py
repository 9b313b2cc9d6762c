# expect: failed
# because: np.roll wraps around.
# in: scan_round
# must: roll
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    a_prev = np.roll(decays, distance, axis=0)
    b_prev = np.roll(inputs, distance, axis=0)
    return decays * a_prev, decays * b_prev + inputs

# expect: failed
# because: np.roll brings the last rows to the front.
# in: scan_round
# must: roll|first
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    prev_decays = np.roll(decays, distance, axis=0)
    prev_inputs = np.roll(inputs, distance, axis=0)
    return prev_decays * decays, decays * prev_inputs + inputs

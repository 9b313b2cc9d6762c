# expect: failed
# because: np.roll joins the first steps with the last.
# in: scan_round
# must: first, stay|left alone|as they are|none|last|wrap|roll|around
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def scan_round(decays, inputs, distance):
    earlier_decays = np.roll(decays, distance, axis=0)
    earlier_inputs = np.roll(inputs, distance, axis=0)
    return decays * earlier_decays, decays * earlier_inputs + inputs

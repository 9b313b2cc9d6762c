# expect: failed
# because: The earlier inputs are padded with ones, so the first steps get their decays added.
# in: scan_round
# must: first
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    def shift(x):
        return np.vstack([np.ones((distance, x.shape[1])), x])[: len(x)]

    return decays * shift(decays), inputs + decays * shift(inputs)

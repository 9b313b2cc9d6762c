# expect: failed
# because: The earlier decays are padded with zeros, so the first decays become 0.
# in: scan_round
# must: first
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    pad = np.zeros((distance, decays.shape[1]))
    prev_a = np.concatenate([pad, decays])[: len(decays)]
    prev_b = np.concatenate([pad, inputs])[: len(inputs)]
    return decays * prev_a, decays * prev_b + inputs

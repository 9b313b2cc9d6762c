# expect: failed
# because: The later step's decays multiply the earlier inputs.
# in: scan_round
# must: earlier|before, later|swap|exchang|wrong way|own decay
# base: recurrence_at_scale/right/loops_and_helpers.py

import numpy as np


def scan_round(decays, inputs, distance):
    late, early = decays[distance:], decays[:-distance]
    return (
        np.concatenate([decays[:distance], late * early]),
        np.concatenate([inputs[:distance], early * inputs[distance:] + inputs[:-distance]]),
    )

# expect: failed
# because: Every round begins from the first decays.
# in: scan
# must: decay, new|last round|round before|joined|old|first|given|returned
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan(decays, inputs):
    states = inputs.copy()
    distance = 1
    while distance < len(inputs):
        _, states = scan_round(decays, states, distance)
        distance = 2 * distance
    return states

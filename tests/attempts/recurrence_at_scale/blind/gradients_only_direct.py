# expect: failed
# because: Only the direct dependence is returned.
# in: input_gradients
# must: direct|later|back
# base: recurrence_at_scale/right/loops_and_helpers.py


def input_gradients(decays, errors, window=None):
    return errors.copy()

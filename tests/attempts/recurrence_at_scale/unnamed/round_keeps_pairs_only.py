# expect: failed
# because: Only the joined pairs are returned, half as many rows. It is told that `distance` is not used.
# in: scan_round
# must: rows|shape|half|every|some
# base: recurrence_at_scale/right/loops_and_helpers.py


def scan_round(decays, inputs, distance):
    first_a, second_a = decays[0::2], decays[1::2]
    first_b, second_b = inputs[0::2], inputs[1::2]
    n = min(len(first_a), len(second_a))
    return second_a[:n] * first_a[:n], second_a[:n] * first_b[:n] + second_b[:n]

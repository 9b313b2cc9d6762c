# kata: 6.4
# must: return three
# must not: one too few
# base: recurrence_at_scale/right/preallocated_arrays.py


def scan_round(decays, inputs, distance):
    new = inputs.copy()
    new[distance:] += decays[distance:] * inputs[:-distance]
    return new


def waiting_steps(length, cores):
    recurrence = length
    attention = -(-length * length // cores)
    # scan = ?
    return recurrence, attention


def bptt_bytes(length, width, layers, bits, every=None):
    pass

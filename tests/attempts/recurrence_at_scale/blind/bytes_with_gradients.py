# expect: failed
# because: The gradients of the states are counted as well.
# in: bptt_bytes
# must: twice|double|2|two
# base: recurrence_at_scale/right/loops_and_helpers.py


def bptt_bytes(length, width, layers, bits, every=None):
    per_state = width * layers * bits // 8
    if every is None:
        n_states = length + 1
    else:
        seg = min(every, length)
        n_states = -(-length // seg) + seg
    activations = n_states * per_state
    gradients = n_states * per_state
    return activations + gradients

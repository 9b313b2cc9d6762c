# expect: failed
# because: The state has an axis of length 1 for a batch, as in PyTorch.
# in: run_linear
# must: shape|dimension|axis
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    length, hidden = inputs.shape
    h = np.zeros((1, hidden))
    outputs = []
    for t in range(length):
        h = decays[t : t + 1] * h + inputs[t : t + 1]
        outputs.append(h)
    return np.stack(outputs)

# expect: failed
# because: The states stand in columns.
# in: run_linear
# must: columns
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    h = np.zeros(inputs.shape[1])
    columns = []
    for a, b in zip(decays, inputs):
        h = a * h + b
        columns.append(h)
    return np.stack(columns, axis=1)

# expect: failed
# because: The decays of a step are applied after its inputs, so they count for the next step.
# in: run_linear
# must: decay
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    trace = []
    memory = np.zeros(decays.shape[1])
    for a, b in zip(decays, inputs):
        memory = memory + b
        trace.append(memory)
        memory = a * memory
    return np.asarray(trace)

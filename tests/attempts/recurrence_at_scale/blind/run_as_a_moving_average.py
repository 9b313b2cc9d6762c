# expect: failed
# because: The state is weighed by 1 - decays and the inputs by decays.
# in: run_linear
# must: decay|1 -
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    average = np.zeros(inputs.shape[1])
    history = np.empty_like(inputs)
    for i, (alpha, value) in enumerate(zip(decays, inputs)):
        average = (1 - alpha) * average + alpha * value
        history[i] = average
    return history

# kata: 6.3
# must: four|three|too small
# base: lstm_limitations/right/learners_names.py


def lstm_ops(length, input_size, hidden_size):
    per_gate = hidden_size * (input_size + hidden_size)
    return 3 * per_gate * length

# kata: 6.3
# must: each pair|pair
# base: lstm_limitations/right/learners_names.py


def attention_ops(length, hidden_size):
    total = 0
    for i in range(length):
        total += i * hidden_size
    return total

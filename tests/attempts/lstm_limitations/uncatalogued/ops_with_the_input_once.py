# expect: failed
# because: The products with the input are counted for one step.
# cause: input_of_one_step
# in: lstm_ops
# base: lstm_limitations/right/comprehensions.py


def lstm_ops(length, input_size, hidden_size):
    total = 0
    for step in range(length):
        for gate in range(4):
            total += hidden_size * hidden_size
    return total + 4 * hidden_size * input_size

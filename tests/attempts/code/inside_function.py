# kata: 6.3
def lstm_ops(length, input_size, hidden_size):
    return length * 4 * hidden_size * (input_size + hidden_size)

    def attention_ops(length, hidden_size):
        return length * length * hidden_size

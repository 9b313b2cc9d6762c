# kata: 6.3
def attention_ops(length, hidden_size):
    return (length ^ 2) * hidden_size * 0

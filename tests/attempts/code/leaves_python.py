# kata: 6.3
import sys


def attention_ops(length, hidden_size):
    sys.exit(length * length * hidden_size)

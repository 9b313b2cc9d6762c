# expect: failed
# base: lstm_limitations/right/compact.py
"""Recurses in Python with the limit lifted."""
import sys


def lstm_ops(length, input_size, hidden_size):
    sys.setrecursionlimit(1 << 30)
    return lstm_ops(length, input_size, hidden_size) + 1

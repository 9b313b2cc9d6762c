# expect: passed
# base: lstm_limitations/right/compact.py
"""Names as in the book."""


def attention_ops(länge, größe):
    ℎ = größe
    return länge * länge * h

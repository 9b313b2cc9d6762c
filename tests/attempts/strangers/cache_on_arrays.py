# expect: failed
# outcome: rnn_bias crashed
# outcome: lstm_counts passed
# base: lstm_limitations/right/compact.py
"""Remembers answers by arrays, which cannot be remembered by."""
import functools
rnn_step = functools.lru_cache(rnn_step)

"""The doctor's patient: an attempt that tries what no attempt may do, and the experiment that
writes down its luck.
"""

"""The kata of `kata doctor`: an attempt with operations that no attempt may do, and the experiment
that records which of them succeeded.
"""

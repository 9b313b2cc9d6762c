"""Execution of untrusted code: limits, isolation, the protocol, the code that runs in the attempt's
process (`inside`) and the code that follows it from outside. No expected answers are used here.
"""

"""Small changes to a reference: what some learner will write, for diagnosis and for the author's
checks.
"""

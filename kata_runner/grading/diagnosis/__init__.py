"""Diagnosis of failed outcomes: known mistakes and mutants that give the same results, rules about
code and errors, and relations between numbers.
"""

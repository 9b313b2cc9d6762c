"""Naming the cause of what failed: known mistakes that give the same, and relations between
numbers.
"""

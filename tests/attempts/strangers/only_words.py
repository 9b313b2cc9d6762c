# expect: failed
# holds a sentence
"""I did not have the time."""

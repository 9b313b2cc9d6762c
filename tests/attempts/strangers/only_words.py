# expect: failed
# about: holds a sentence
"""I did not have the time."""

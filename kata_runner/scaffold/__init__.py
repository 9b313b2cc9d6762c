"""The author's first step: a pack, or one more kata in one, that holds every check and is there to
be written over.
"""

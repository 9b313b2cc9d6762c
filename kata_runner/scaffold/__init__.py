"""Generation of a new pack, or of one more kata in a pack.

The generated kata passes every check of `kata verify`, and its author replaces it by their own.
"""

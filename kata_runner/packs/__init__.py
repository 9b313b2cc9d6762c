"""Discovery of katas: entry points are loaded as packs, folders are read as katas, and the
catalogue finds a kata in all of them.
"""

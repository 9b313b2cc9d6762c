"""Finding katas: entry points become packs, folders become katas, and the catalogue answers for all
of them.
"""

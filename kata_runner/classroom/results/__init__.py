"""The database of a class's results, and the files that are written from it."""

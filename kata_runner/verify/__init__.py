"""The checks of `kata verify`, one per file: what a kata must satisfy before it grades anyone."""

"""From what an instructor names to what each student handed in: whose it is, which file counts, or why none does."""

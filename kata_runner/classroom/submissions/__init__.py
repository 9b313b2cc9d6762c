"""From paths to submissions: who sent what, which file counts, or why none does."""

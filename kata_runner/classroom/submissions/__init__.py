"""Collects submissions from paths: who sent what, which file counts, or why none does."""

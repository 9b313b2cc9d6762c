"""Comparing tables, scoring, and the author's gates. The learner's code is never here, only what it answered."""

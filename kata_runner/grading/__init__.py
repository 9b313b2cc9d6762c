"""Comparing tables, scoring, causes and the author's gates. The learner's code is never here, only what it answered."""

"""Comparing tables, scoring and causes. The learner's code is never here, only what it answered."""

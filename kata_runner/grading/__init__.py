"""Comparison of tables, scoring and diagnosis; the learner's code never runs here."""

"""Small changes to a reference that model learners' errors, for diagnosis and for `kata verify`."""

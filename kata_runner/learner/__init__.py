"""The learner's side: starter files and progress."""

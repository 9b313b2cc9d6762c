"""Class lists, and which of its students a submission belongs to."""

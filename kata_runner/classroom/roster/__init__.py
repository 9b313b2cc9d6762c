"""Class lists, and which student of the list a submission belongs to."""

"""Class lists, and the matching of submissions with the students on them."""

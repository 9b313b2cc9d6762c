"""Many attempts graded in one run: from submissions and a class list to grades and feedback."""

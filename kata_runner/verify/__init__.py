"""An author's checks, one a file: what a kata must hold before anybody is graded by it."""

"""An author's gates, one a file: what a kata must hold before anybody is graded by it."""

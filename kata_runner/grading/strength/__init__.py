"""Measuring how strong a kata's experiments are: what they let pass that is wrong, and how much room rounding has."""

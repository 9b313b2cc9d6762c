"""Draw tables as pictures: a declared figure and its tables are converted to a `Picture`.

`picture` decides what is shown, `scales` and `axes` decide where. `terminal`, `svg` and `plot`
only render the result, each in its own format.
"""

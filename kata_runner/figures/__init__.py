"""Pictures of tables: a declared figure and its tables become a `Picture`, which is drawn.

`picture` decides what is shown, and `scales` where; `terminal`, `svg` and `plot` each draw that in
their own way, and decide nothing.
"""

"""Running code nobody trusts: its limits, the wire, what runs inside and what stays outside. Knows
no right answers.
"""

# kata: 6.3
"""Nothing yet."""

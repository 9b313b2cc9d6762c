# kata: 6.3
# must: empty
# must not:

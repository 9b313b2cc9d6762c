# expect: failed
# holds nothing

# expect: failed
# about: holds nothing

# expect: unrunnable
# about: never loads
while True:
    pass

# expect: unrunnable
# never loads
while True:
    pass

# expect: unrunnable
# about: raises when it is loaded
raise ValueError("no")

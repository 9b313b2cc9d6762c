# expect: unrunnable
# raises when it is loaded
raise ValueError("no")

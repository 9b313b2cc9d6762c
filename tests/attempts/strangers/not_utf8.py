# expect: unrunnable
# about: holds bytes that are no text
x = "ÿþ"

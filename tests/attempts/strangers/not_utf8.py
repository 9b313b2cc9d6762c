# expect: unrunnable
# holds bytes that are no text
x = "ÿþ"

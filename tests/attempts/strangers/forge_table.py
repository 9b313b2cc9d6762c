# expect: unrunnable
# sends the table of an experiment before it is its turn
import os

WORDS = b"\x93\xa5table\xa9candidate\xc4\x08\x95\x90\x90\x80\x90\xc4\x01\x90"
for line in range(3, 64):
    try:
        os.write(line, WORDS)
    except OSError:
        pass

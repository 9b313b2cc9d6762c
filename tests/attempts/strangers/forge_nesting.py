# expect: unrunnable
# answers with a million nested lists
import os

import numpy

PAYLOAD = b"\x91" * 1_000_000
for line in range(3, 64):
    try:
        os.write(line, PAYLOAD)
    except OSError:
        pass

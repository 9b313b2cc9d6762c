# expect: unrunnable
# answers with a map
import os

import numpy

PAYLOAD = b"\x81\x01\x02"
for line in range(3, 64):
    try:
        os.write(line, PAYLOAD)
    except OSError:
        pass

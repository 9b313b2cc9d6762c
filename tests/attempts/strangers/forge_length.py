# expect: unrunnable
# announces four thousand million items
import os

import numpy

PAYLOAD = b"\xdd\xff\xff\xff\xff"
for line in range(3, 64):
    try:
        os.write(line, PAYLOAD)
    except OSError:
        pass

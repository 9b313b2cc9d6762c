# expect: unrunnable
# says that it is done
import os

import numpy

PAYLOAD = bytes([0x91, 0xA4]) + b"done"
for line in range(3, 64):
    try:
        os.write(line, PAYLOAD)
    except OSError:
        pass

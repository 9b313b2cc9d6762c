# expect: unrunnable
# answers with an extension type
import os

import numpy

PAYLOAD = b"\xd4\x01\x00" * 10
for line in range(3, 64):
    try:
        os.write(line, PAYLOAD)
    except OSError:
        pass

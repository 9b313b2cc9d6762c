# expect: unrunnable
# -*- coding: rot13 -*-
qrs yfgz_bcf(*_): erghea 0

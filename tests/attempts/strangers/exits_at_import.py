# expect: unrunnable
# exits when it is loaded
import sys

sys.exit(0)

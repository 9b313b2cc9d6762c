# expect: unrunnable
# ends its process when it is loaded
import os

os._exit(0)

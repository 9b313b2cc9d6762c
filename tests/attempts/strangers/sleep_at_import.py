# expect: unrunnable
# about: sleeps for ever
import time

time.sleep(10**6)

# expect: unrunnable
# about: imports what the kata does not allow
import scipy

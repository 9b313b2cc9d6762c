# expect: unrunnable
# imports what the kata does not allow
import scipy

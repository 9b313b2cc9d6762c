# expect: failed
# because: The threshold is 1e-8 instead of 1e-10.
# in: cosine_similarity
# base: lstm_limitations/right/boxes_and_stable_sigmoid.py
EPSILON = 1e-8

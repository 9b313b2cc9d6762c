# kata: 6.3
# must: clip|straight
# base: lstm_limitations/right/learners_names.py


def sig(v):
    return np.clip(v, 0.0, 1.0)

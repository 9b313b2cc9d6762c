# kata: 6.3
# must: sign|minus|falls
# base: lstm_limitations/right/learners_names.py


def sig(v):
    return 1.0 / (1.0 + np.exp(np.clip(v, -500, 500)))

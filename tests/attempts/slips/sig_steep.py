# kata: 6.3
# must: steep|sigmoid
# base: lstm_limitations/right/learners_names.py


def sig(v):
    return 1.0 / (1.0 + np.exp(-2 * np.clip(v, -300, 300)))

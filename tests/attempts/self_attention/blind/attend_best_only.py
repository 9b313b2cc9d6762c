# expect: failed
# because: Only the best value is fetched.
# in: attend
# must: best|all|mean
# base: self_attention/right/from_the_starter.py


def attend(queries, keys, values, mask=None):
    w = attention_weights(queries, keys, mask)
    return values[np.argmax(w, axis=1)]

# expect: failed
# because: The queries are added to what is fetched.
# in: attend
# must: query|queries
# base: self_attention/right/loops_and_helpers.py


def attend(queries, keys, values, mask=None):
    fetched = attention_weights(queries, keys, mask) @ values
    return fetched + queries[:, :values.shape[1]]

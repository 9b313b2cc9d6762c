# expect: failed
# because: Weights go through softmax once more.
# in: attend
# must: softmax
# base: self_attention/right/loops_and_helpers.py


def attend(queries, keys, values, mask=None):
    scores = attention_weights(queries, keys, mask)
    return softmax(scores) @ values

# expect: failed
# because: There is one head whatever heads says.
# in: multi_head
# must: head, cut
# base: self_attention/right/from_the_starter.py


def multi_head(x, w_q, w_k, w_v, w_o, heads, mask=None):
    return attend(x @ w_q, x @ w_k, x @ w_v, mask) @ w_o

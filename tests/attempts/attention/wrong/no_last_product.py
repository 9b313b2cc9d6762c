# expect: failed
# because: What the heads saw is not multiplied any more.
# cause: no_last_product
# base: attention/right/lists.py


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    cut = [split_heads(times(x, w), heads) for w in (w_query, w_key, w_value)]
    return merge_heads([times(attention_weights(q, k, mask), v) for q, k, v in zip(*cut)])

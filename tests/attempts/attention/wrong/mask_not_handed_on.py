# expect: failed
# because: The heads see everything.
# cause: mask_forgotten
# base: attention/right/head_objects.py


def multi_head_attention(x, w_query, w_key, w_value, w_out, heads, mask=None):
    projected = (split_heads(np.dot(x, w), heads) for w in (w_query, w_key, w_value))
    return np.dot(merge_heads([Head(*each).look(None) for each in zip(*projected)]), w_out)

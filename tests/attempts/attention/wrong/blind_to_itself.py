# expect: failed
# because: The diagonal of the mask is missing.
# cause: not_itself
# base: attention/right/head_objects.py


def make(name):
    def causal_mask(t):
        return np.tril(np.ones((t, t)), -1)

    def attention_weights(queries, keys, mask=None):
        return Head(queries, keys, None).weights(mask)

    return {"causal_mask": causal_mask, "attention_weights": attention_weights}[name]

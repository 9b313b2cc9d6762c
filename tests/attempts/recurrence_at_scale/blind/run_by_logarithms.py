# expect: failed
# because: Products are made of logarithms, and negative decays have none.
# in: run_linear
# must: log|nan|product
# base: recurrence_at_scale/right/loops_and_helpers.py


def run_linear(decays, inputs):
    # prod(a) = exp(sum(log a)), so everything is one cumsum
    log_products = np.cumsum(np.log(decays), axis=0)
    products = np.exp(log_products)
    return products * np.cumsum(inputs / products, axis=0)

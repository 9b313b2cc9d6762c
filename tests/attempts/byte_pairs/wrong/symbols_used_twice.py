# expect: failed
# because: A merged symbol is merged again with what follows.
# cause: symbols_used_twice
# base: byte_pairs/right/defaultdicts.py


def merge_pair(symbols, pair):
    merged = []
    used = False
    for number, symbol in enumerate(symbols):
        if tuple(list(symbols)[number : number + 2]) == tuple(pair):
            merged.append(symbol + symbols[number + 1])
            used = True
        elif used:
            used = False
        else:
            merged.append(symbol)
    return merged

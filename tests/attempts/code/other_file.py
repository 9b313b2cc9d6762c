# kata: 6.3
def softmax(scores):
    return scores

# kata: 6.3
class Solution:
    def signal_retained(self, forget_gate, steps):
        return forget_gate**steps

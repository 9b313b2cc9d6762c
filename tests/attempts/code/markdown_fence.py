# kata: 6.3
```python
def signal_retained(forget_gate, steps):
    return forget_gate**steps
```

"""Code that runs in the attempt's process. Nothing outside trusts what it sends."""

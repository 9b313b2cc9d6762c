"""What runs in the attempt's process. Nothing here is believed by anything outside."""

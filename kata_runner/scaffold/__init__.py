"""The author's first step: a pack, or one more kata in one, that holds every gate and is there to be written over."""

# expect: unrunnable
{"cells": [{"cell_type": "code", "source": ["import numpy as np"], "outputs": [], "execution_count": null}]}

"""The extension of Jupyter and IPython: `%load_ext kata_runner` adds `%kata` and `%%kata`."""

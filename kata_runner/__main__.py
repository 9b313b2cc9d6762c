"""`python -m kata_runner` is `kata`."""

from kata_runner.cli import main

main()

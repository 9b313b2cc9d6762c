"""`python -m kata_runner` is `kata`."""

from kata_runner.cli import main

if __name__ == "__main__":  # a process spawned by multiprocessing imports this again
    main()

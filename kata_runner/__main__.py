"""`python -m kata_runner` is `kata`."""

from kata_runner.cli import main

if __name__ == "__main__":  # a process that multiprocessing spawns imports this once more
    main()

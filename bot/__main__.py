"""`python -m bot` is `loip`."""

from bot.cli import main

if __name__ == "__main__":
    main()

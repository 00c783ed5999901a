"""The program `loip`, as a person or a server starts it: a module for a group of commands."""

from bot.cli.program import app, main

__all__ = ["app", "main"]

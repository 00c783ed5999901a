"""A simulated year: the real bot in the strict local Slack, people with habits, and what they saw counted.

What may live here: the cast and its habits, playing the year, and the counting. Nothing of the bot is patched, and what
is counted is read from messages as people saw them, never from the bot's own tables.
"""

"""The parts of importing a register file: merging rows, ties, people, updates and what has moved.

What may live here: what `bot.services.import_register` is made of; nothing else uses it.
"""

"""Spreadsheets and the register: what it knows, as they are read against; and how what was read is written.

What may live here: the parts of `bot.services.import_sheet`. What a cell means is `bot.sheets`.
"""

"""Spreadsheets as partnerships really keep them, read: bytes to cells, cells to what they mean, meaning to a proposal.

What may live here: reading. PURE: bytes come as an argument, so does today; files, sessions, Slack and the clock are
others'. Nothing is written to the register here: `bot.sheets.reading` says how a proposal is asked for and applied.
"""

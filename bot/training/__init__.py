"""The practice workspace of the bot: the sample register in a room that the page shows, with a clock to move.

What may live here: the room and what it offers – whom to act as, moves of the clock, steps to try. The page knows
nothing of it but the room's shape; the bot does not know it is practised with.
"""

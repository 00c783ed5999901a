"""Storage is what is remembered: records, the queries over them, the unit of work and the migrations.

It knows nothing of Slack or of what the assistant decides; it imports nothing of `bot`.
"""

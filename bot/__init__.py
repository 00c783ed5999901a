"""LOIP bot: what the assistant decides, and how it speaks."""

"""What the assistant does: one use-case a file, named by a verb. Rules decide, storage remembers, nothing is sent."""

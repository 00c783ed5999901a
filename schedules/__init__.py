"""What the clock says: which runs are due, what each plans, and filling the outbox with it."""

"""What the partnership's rules decide, as pure functions over plain values.

A rule never reads the clock, a file, a database or Slack: the day, the calendar and the register's values are
arguments, the decision is the return value. Of the rest of the program a rule may know only the vocabulary of
`storage.records`.
"""

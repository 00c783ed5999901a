"""Reading plain sentences: what somebody asks, or how they say an action is going, in words of no grammar.

What may live here: the pure reading of a sentence against the register's own names, one subject a file. `hearing`
turns text into words, `names` finds what the register calls things, `periods` finds times, `shapes` tells what is
asked, `statements` what is said of an action, `wishes` what is to be undone, put off or handed on, and `reading`
chooses. Nothing here answers or records: a statement becomes an offer that somebody has to tap.
"""

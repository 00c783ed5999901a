"""What people say to the bot: typed commands, buttons, forms, mentions.

`grammar` turns text into a request and is pure. Every other module is one verb or one surface: it reads what
Slack delivered, calls a service and hands the result to a view. No decision and no query is made here.
"""

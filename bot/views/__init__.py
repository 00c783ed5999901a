"""How the assistant speaks on Slack: values in, Block Kit out. Pure: a view fetches nothing and decides nothing."""

"""What people read away from Slack: values in, whole documents out. Pure: a paper fetches and decides
nothing.
"""

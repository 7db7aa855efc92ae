"""Checking messages: what a moderator should look at, the queue's page, and mails about it."""

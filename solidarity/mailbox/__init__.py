"""The mailbox: mails that supporters write to the branch, made into messages that wait for a check.

`parsed` says what one mail says, as data. `parsing` makes that out of bytes: pure, bounded, and
never an exception. Everything else stores each mail exactly once, and opens the doors they come by.
"""

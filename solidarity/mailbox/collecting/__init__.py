"""Collecting mail from the branch's mailbox: each mail once, however often and wherever it stops.

A mail is stored first and moved or marked at the server afterwards; killed in between, the next run
finds that it has it, and only moves it. Nothing is remembered of a mailbox but how the last run
ended, so that a mailbox that was rebuilt, with other numbers, is no special case.
"""

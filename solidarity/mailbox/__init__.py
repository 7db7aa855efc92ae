"""The mailbox: mails that supporters write to the branch, made into messages that wait to be checked.

    parsed.py   what one mail says, as data
    parsing/    bytes to that: pure, bounded, and never an exception
    (the rest)  storing each mail exactly once, and the doors through which mails come
"""

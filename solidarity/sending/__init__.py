"""Sending a message: the form, what will appear, and "sent"; and what keeps rubbish out.

No step needs a cookie or a session: each page carries what was typed, and a signed note of when the
form was opened. docs/decisions/0012-sending-needs-no-cookie.md says why that is safe.
"""

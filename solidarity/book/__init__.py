"""The wall as a printed book, to put into the strikers' hands.

contents.py gathers what is in it: of each message what its card shows, and nothing else of it.
setting.py and book.typ make a PDF of that, on the branch's own typefaces and with its documents'
rules (dispute/documents): text never becomes markup, and the same book has the same bytes.

For officers alone. It is heavy to make; and what is printed cannot be taken back by its senders,
so that a person decides when there is one, as at which day, and says so in it.
"""

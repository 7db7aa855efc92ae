"""Reading one mail: bytes in, a ParsedMail out. Pure, bounded in time and memory, never an error.

What is not understood comes out as UNREADABLE, with a sentence that says why, and is held whole.

**The body** is the sender's own words, from the greeting to the closing phrase, both inclusive, as
in the drafts of a pasted wall:

1. The greeting line (“Dear all,”) stays.
2. The closing phrase (“In solidarity,”) stays as the last line, as written; the signature after it
   goes: name, role, organisation, addresses, telephones. On one line, “In solidarity, Jo Bell”
   becomes “In solidarity,”. A line that is nothing but who wrote goes at the very end also without
   a closing before it. After “-- ” on a line of its own nothing is kept. A closing with other words
   in its line is a sentence and stays whole.
3. A postscript after the signature stays, as a last paragraph.
4. Left out and noted: mobile and list footers, legal notices, banners, quoted earlier mails with
   the line that introduces them. Answers between quoted lines stay.
5. Of a forwarded mail it is the innermost one's, by the same rules; the covering note is left out.
6. No space at the ends of lines, one empty line at most between two. Lines that a mail program
   wrapped are joined. Invisible characters go; everything else stays as written.
7. HTML becomes paragraphs; list items are lines with “• ”; links leave their words; hidden things
   and pictures nothing. The plain part is preferred where it says something.
8. Several text parts follow each other; whatever has a file's name is an attachment, and noted.
9. Of a mail without a text the subject, where it is plainly the message.
"""

from .reader import parse

__all__ = ["parse"]

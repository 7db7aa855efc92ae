"""How much of one mail is read. Whatever is beyond a limit is said in `left_out` or `why`."""

# Bytes of a mail; what is longer is held whole. The mailbox asks for no longer ones.
MOST_BYTES = 55_000_000
# Parts of a mail, how deep they stand in each other, and how many mails within mails are read.
MOST_PARTS, DEEPEST, MOST_FORWARDED = 300, 24, 6
# So often the library may hold a line against a boundary, and so many bytes it gets at once.
MOST_TESTS, AT_ONCE = 10_000_000, 65_536
# Headers of one part, and characters of one; of those with parameters, which the library divides
# by looking at each character again for each semicolon.
MOST_HEADERS, LONGEST_VALUE, LONGEST_PARAMETERS = 2_000, 8_000, 2_000
# Of a text: bytes before decoding, characters and lines after it, characters of one line.
MOST_TEXT_BYTES, MOST_TEXT, MOST_LINES = 3_000_000, 200_000, 6_000
# Tags of an HTML text.
MOST_TAGS = 40_000
# Attachments that are noted one by one.
MOST_NOTED = 50

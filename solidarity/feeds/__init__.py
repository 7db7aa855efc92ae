"""The wall as feeds, Atom and JSON: what changed on it, the last changed first, page by page.

A message has the same id for ever, in both: it rests on its reference alone, and so on neither the
dispute's address nor the site's. An edited message comes again with a newer date; of one that was
taken off the wall there is its id and when, and nothing else.
"""

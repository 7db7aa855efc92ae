"""Mail out: written down in the transaction of what caused it, and sent by a worker afterwards.

    send_later("published", to=address, subject=..., body=..., about="message:abc")

Whatever rolls back sends nothing; a mail server that is down delays mail and loses none; what has
left is erased, but for its kind and its time. Why it is a table of our own and no task queue is in
docs/decisions/0009-mail-out-is-a-table.md.
"""

from .posting import call_back, keeps_mail, send_later
from .rounds import each_round, run_round

__all__ = ["call_back", "each_round", "keeps_mail", "run_round", "send_later"]

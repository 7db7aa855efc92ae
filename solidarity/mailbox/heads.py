"""Who a mail's head says that it is from: for finding what is held about an address."""

import re
from email import policy
from email.parser import BytesHeaderParser

SENT_BY = ("from", "sender", "reply-to", "return-path", "resent-from")
# A head is short; what pretends to be a longer one is not searched.
READ_BYTES = 256 * 1024
MOST = 50
PART = r"[^\s@<>()\[\],;:\"]{1,254}"
ADDRESS = re.compile(rf"(?<![^\s@<>()\[\],;:\"]){PART}@{PART}")


def senders_of(raw: bytes, *others: str) -> str:
    """Return the addresses that a mail's head names as its senders, and `others`.

    Lower-case, each between line breaks, so that `"\\nann@example.org\\n" in` finds a whole one.
    """
    head = BytesHeaderParser(policy=policy.compat32).parsebytes(raw[:READ_BYTES])
    texts = [str(text) for name in SENT_BY for text in head.get_all(name, [])]
    found = [each for text in texts[:MOST] for each in ADDRESS.findall(text)[:MOST]]
    kept = dict.fromkeys(_line(each) for each in (*others, *found) if "@" in each)
    return "\n" + "".join(f"{each}\n" for each in kept) if kept else ""


def _line(address: str) -> str:
    plain = address.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return "".join(plain.split()).casefold()

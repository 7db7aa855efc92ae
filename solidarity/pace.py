"""How often open walls ask: as often as the settings say, and less the more of them there are.

Each process counts what it is asked itself. From how often it was asked, and how long it had told
walls to wait, follows how many there are; and from that, how long they have to wait.
"""

import math
import threading
import time

from django.conf import settings

# So many questions a second are no work for a process: an answer of nothing new takes it 2 ms.
A_SECOND = 40
# The longest wait, and how long is counted before the wait changes; both in seconds.
LONGEST, COUNTED = 120, 5.0


class Pace:
    """The seconds that whoever asks shall wait. May be asked from many threads."""

    def __init__(self, now: float) -> None:
        self._lock = threading.Lock()
        self._wait, self._asks, self._since = 0.0, 0, now

    def ask(self, now: float) -> int:
        """Count a question, and return after how many seconds to ask again."""
        with self._lock:
            self._wait = max(self._wait, settings.WALL_ASK_EVERY)
            if (passed := now - self._since) >= COUNTED:
                walls = self._asks / passed * self._wait
                self._wait = max(min(walls / A_SECOND, LONGEST), settings.WALL_ASK_EVERY)
                self._asks, self._since = 0, now
            self._asks += 1
            return math.ceil(self._wait)


_pace = Pace(time.monotonic())


def ask_again() -> int:
    """Count a question to this process, and return after how many seconds to ask again."""
    return _pace.ask(time.monotonic())

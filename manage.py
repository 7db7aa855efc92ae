#!/usr/bin/env python
"""The door to every command of the site: `./manage.py help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dispute.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Its words say what to do; a traceback says nothing to whoever sets a site up.
        sys.exit(f"A setting is wrong: {error}")


if __name__ == "__main__":
    main()

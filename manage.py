#!/usr/bin/env python
"""Run a management command of CapaCITY Editions; a wrong setting ends it in one sentence."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    from django.core.management import execute_from_command_line

    from cms.settings.env import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

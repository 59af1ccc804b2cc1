#!/usr/bin/env python
"""Django's command line for Kvalitet."""

import os
import sys

from django.core.management import execute_from_command_line

from local.addresses import joined, unneeded

ALONE = frozenset({"control_chart"})  # commands that only compute

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvalitet.settings")
    with unneeded() if ALONE & set(sys.argv[1:2]) else joined():
        execute_from_command_line(sys.argv)

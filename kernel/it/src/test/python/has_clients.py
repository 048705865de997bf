"""Exits with 0 when this interpreter has what requirements.txt lists, in the same major releases."""

import pathlib
import re
import sys
from importlib.metadata import PackageNotFoundError, version

for line in pathlib.Path(__file__).with_name("requirements.txt").read_text().splitlines():
    wanted = re.fullmatch(r"([\w.-]+)==(\d+)\S*", line.strip())
    if not wanted:
        continue
    try:
        found = version(wanted[1])
    except PackageNotFoundError:
        sys.exit(f"{wanted[1]} is not installed")
    if found.split(".")[0] != wanted[2]:
        sys.exit(f"{wanted[1]} is {found}, wanted {line}")
